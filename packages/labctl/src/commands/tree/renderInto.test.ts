/**
 * @jest-environment node
 */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { blobId } from './baseTexts';
import { describeConflict } from './describeConflicts';
import { diffsOf, planRender, writeRender } from './renderInto';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labctl-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

/** Files of the folder, without what only the merge needs. */
const listed = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter(path => !path.startsWith('.labctl/') && !path.startsWith('.git/'))
    .sort();

function render(files: Record<string, string>) {
  const rendered = new Map(Object.entries(files));
  const plan = planRender(folder, rendered);
  if (plan.merge.conflicts.length === 0) {
    writeRender(folder, rendered, plan);
  }
  return plan;
}

const A = 'one\ntwo\nthree\nfour\nfive\n';

describe('rendering into a folder', () => {
  it('writes the files and a lock of their Git blobs', () => {
    render({ 'a/b.yaml': A });
    expect(read('a/b.yaml')).toBe(A);
    git('init', '-q');
    const id = git('hash-object', 'a/b.yaml').trim();
    expect(blobId(A)).toBe(id);
    expect(read('.labctl.lock')).toContain(`${id}  a/b.yaml`);
  });

  it('takes a folder that is not there yet for an empty tree', () => {
    rmSync(folder, { recursive: true });
    render({ 'a/b.yaml': A });
    expect(read('a/b.yaml')).toBe(A);
  });

  it('leaves an mkdocs.yml alone that somebody wrote', () => {
    put('mkdocs.yml', 'site_name: Mine\n');
    render({ 'mkdocs.yml': 'site_name: Rendered\n' });
    expect(read('mkdocs.yml')).toBe('site_name: Mine\n');
  });

  it('changes nothing the second time', () => {
    render({ 'a.yaml': A });
    const plan = render({ 'a.yaml': A });
    expect(plan.merge.writes.size).toBe(0);
    expect(diffsOf(plan)).toEqual([]);
  });

  it('keeps an edit, also from the blobs of Git alone', () => {
    render({ 'a.yaml': A });
    git('init', '-q');
    git('add', 'a.yaml', '.labctl.lock');
    git('commit', '-q', '-m', 'Render');
    // A fresh clone has no store of its own.
    rmSync(join(folder, '.labctl'), { recursive: true });
    put('a.yaml', A.replace('one', 'ONE'));
    render({ 'a.yaml': A.replace('five', 'FIVE') });
    expect(read('a.yaml')).toBe(
      A.replace('one', 'ONE').replace('five', 'FIVE'),
    );
    // And it is still an edit at the next render.
    render({ 'a.yaml': A.replace('five', 'FIVE').replace('three', 'THREE') });
    expect(read('a.yaml')).toBe('ONE\ntwo\nTHREE\nfour\nFIVE\n');
  });

  it('writes nothing at all when one file conflicts, and shows both sides', () => {
    render({ 'a.yaml': A, 'b.yaml': A });
    put('a.yaml', A.replace('three', 'mine'));
    const { merge } = render({
      'a.yaml': A.replace('three', 'rendered'),
      'b.yaml': 'new\n',
      'c.yaml': 'new\n',
    });
    expect(listed()).toEqual(['.labctl.lock', 'a.yaml', 'b.yaml']);
    expect(read('b.yaml')).toBe(A);
    expect(merge.conflicts.flatMap(describeConflict)).toEqual([
      expect.stringContaining('a.yaml:3: your edit and the render change'),
      '  line 3, yours:',
      '    < mine',
      '  rendered:',
      '    > rendered',
    ]);
  });

  it('removes what is no longer rendered, with its empty folders', () => {
    render({ 'a/b/c.yaml': A, 'a/d.yaml': A });
    render({ 'a/d.yaml': A });
    expect(listed()).toEqual(['.labctl.lock', 'a/d.yaml']);
    expect(existsSync(join(folder, 'a/b'))).toBe(false);
  });

  it('shows what it would change, and changes nothing by that', () => {
    render({ 'a.yaml': A, 'b.yaml': A });
    const plan = planRender(
      folder,
      new Map([['a.yaml', A.replace('one', 'ONE')]]),
    );
    expect(diffsOf(plan).join('')).toBe(
      '--- a/a.yaml\n+++ b/a.yaml\n@@ -1,4 +1,4 @@\n-one\n+ONE\n two\n three\n four\n' +
        '--- a/b.yaml\n+++ /dev/null\n@@ -1,5 +0,0 @@\n-one\n-two\n-three\n-four\n-five\n',
    );
    expect(read('a.yaml')).toBe(A);
  });

  it('writes diffs that git applies', () => {
    render({ 'a.yaml': A, 'b.yaml': A });
    const next = new Map([
      ['a.yaml', `zero\n${A.replace('four\n', '')}six\n`],
      ['c/d.yaml', 'new\n'],
    ]);
    const patch = diffsOf(planRender(folder, next)).join('');
    git('init', '-q');
    execFileSync('git', ['apply'], { cwd: folder, input: patch });
    expect(read('a.yaml')).toBe(next.get('a.yaml'));
    expect(read('c/d.yaml')).toBe('new\n');
    expect(existsSync(join(folder, 'b.yaml'))).toBe(false);
  });

  it('refuses to write through a link out of the folder', () => {
    const outside = mkdtempSync(join(tmpdir(), 'labctl-'));
    symlinkSync(outside, join(folder, 'a'));
    expect(() => render({ 'a/b.yaml': A })).toThrow(
      'a/b.yaml lies behind a link that leads out of',
    );
    expect(readdirSync(outside)).toEqual([]);
    rmSync(outside, { recursive: true });
  });

  it('refuses a folder or a link in the place of a file', () => {
    mkdirSync(join(folder, 'a.yaml'));
    expect(() => render({ 'a.yaml': A })).toThrow('a.yaml is a folder');
    writeFileSync(join(folder, 'x'), '');
    chmodSync(join(folder, 'x'), 0o600);
    symlinkSync(join(folder, 'x'), join(folder, 'b.yaml'));
    expect(() => render({ 'b.yaml': A })).toThrow('b.yaml is a link');
  });
});
