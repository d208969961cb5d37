import { inspectTree, resolveTree } from '@homestage/gitops-tree';
import { readTreeFolder } from '../__testUtils__/readTreeFolder';
import { REFERENCE_LAB } from '../__testUtils__/templateForms';
import { carryRender, renderedFolder, withLineEdits } from './carryRender';
import type { WishTree } from './Wish';

const LAB = readTreeFolder(REFERENCE_LAB);

/** Only the files of a tree are read here, so nothing below a root is resolved. */
function treeOf(files: ReadonlyMap<string, string>): WishTree {
  const index = { ...resolveTree(new Map(), { root: '' }), files };
  return { index, conventions: inspectTree(index) };
}

const changed = (files: ReadonlyMap<string, string>, folder = '') => {
  const path = `${folder}cluster.yaml`;
  const text = files.get(path) ?? '';
  return new Map([[path, `${text}talos:\n  version: v1.13.10\n`]]);
};

const field = () => 'version';

describe('carryRender', () => {
  it('carries the rendered files, also of a lab in a folder of the repository', () => {
    const nested = new Map(
      [...LAB].map(([path, text]) => [`home/lab/${path}`, text]),
    );
    const tree = treeOf(nested);
    expect(renderedFolder(tree)).toBe('home/lab/');
    const { files, note } = carryRender(
      changed(nested, 'home/lab/'),
      tree,
      field,
    );
    expect(files.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        'home/lab/.labctl.lock',
        'home/lab/talos/talenv.yaml',
      ]),
    );
    expect(note).toMatch(/rendered again in this pull request/);
  });

  it('names the first of the files whose edits by hand are kept', () => {
    const edited = [...LAB.keys()]
      .filter(path => /^kubernetes\/apps\/.*\/helmrelease\.yaml$/.test(path))
      .sort()
      .slice(0, 5);
    const files = new Map(LAB);
    edited.forEach(path => files.set(path, `${LAB.get(path)}# mine\n`));
    const { note } = carryRender(changed(files), treeOf(files), field);
    const [first, second, third] = edited;
    expect(note).toContain(
      `Edits by hand are kept in \`${first}\`, \`${second}\`, \`${third}\` and 2 more.`,
    );
  });

  it('says that the inputs stand alone where the templates are elsewhere', () => {
    const files = new Map(
      [...LAB].filter(([path]) => !path.startsWith('templates/')),
    );
    expect(carryRender(changed(files), treeOf(files), field)).toEqual({
      files: [],
      removals: [],
      note: expect.stringMatching(
        /Only the inputs are changed.*templates .* not in this repository/,
      ),
    });
  });

  it('says that the inputs stand alone where the tree is behind', () => {
    const path = 'talos/talenv.yaml';
    const files = new Map(LAB).set(
      '.labctl.lock',
      (LAB.get('.labctl.lock') ?? '').replace(
        /^[0-9a-f]{40}(?= {2}talos\/talenv)/m,
        '0'.repeat(40),
      ),
    );
    files.set(path, `${LAB.get(path)}# mine\n`);
    expect(carryRender(changed(files), treeOf(files), field).note).toMatch(
      /Only the inputs are changed.*files that differ: 1, such as `talos\/talenv\.yaml`/,
    );
  });

  it('refuses inputs that cannot be rendered, and names the field', () => {
    const wrong = new Map([['cluster.yaml', 'name: lab\n']]);
    expect(() => carryRender(wrong, treeOf(LAB), field)).toThrow(
      /^version: cluster\.yaml/,
    );
  });
});

describe('withLineEdits', () => {
  it('makes an edit in the rendered text, and leaves out what the render did', () => {
    const set = (file: string) => ({ file, path: ['a'], set: 'new' });
    expect(
      withLineEdits(
        {
          files: [
            { file: 'done.yaml', text: 'a: new\n' },
            { file: 'open.yaml', text: 'a: old\n' },
          ],
        },
        [set('done.yaml'), set('open.yaml'), set('other.yaml')],
      ),
    ).toEqual({
      edits: [set('other.yaml')],
      files: [
        { file: 'done.yaml', text: 'a: new\n' },
        { file: 'open.yaml', text: 'a: new\n' },
      ],
    });
  });
});
