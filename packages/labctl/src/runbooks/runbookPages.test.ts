/**
 * @jest-environment node
 */
import { checkRunbooks, RUNBOOK_SECTIONS } from './checkRunbooks';
import { fillRunbook } from './fillRunbook';
import { findRunbook } from './findRunbook';
import { RUNBOOK_AREAS } from './Runbook';
import {
  OTHER_PAGES,
  readPage,
  readRunbookPages,
} from './__testUtils__/runbookPages';

const pages = readRunbookPages();
const runbooks = pages.flatMap(({ runbook }) => (runbook ? [runbook] : []));

describe('the runbooks of the reference lab', () => {
  it('can all be read', () => {
    expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
    expect(runbooks.length).toBeGreaterThanOrEqual(40);
  });

  it('keep to the one form', () => {
    expect(checkRunbooks(runbooks, { otherPages: OTHER_PAGES })).toEqual([]);
  });

  it.each(pages.map(({ path }) => path))('%s is filled whole', path => {
    const { body, parameters } = runbooks.find(page => page.path === path)!;
    const values = Object.fromEntries(
      parameters.map(({ name, example }) => [name, example]),
    );
    const { text, missing, refused } = fillRunbook(body, values);
    expect({ missing, refused }).toEqual({ missing: [], refused: [] });
    expect(text).not.toContain('{{');
  });

  it.each(pages.map(({ path }) => path))(
    '%s has something to say in every section',
    path => {
      const { body } = runbooks.find(page => page.path === path)!;
      const sections = body.split(/^## .+$/m).slice(1);
      expect(sections).toHaveLength(RUNBOOK_SECTIONS.length);
      expect(sections.filter(text => !text.trim())).toEqual([]);
    },
  );

  it.each<[string, string]>([
    ['ceph.OSD_DOWN', 'ceph-osd-down'],
    ['ceph.OSD_FULL', 'ceph-full'],
    ['ceph.SOME_NEW_CODE', 'ceph-health'],
    ['talos.etcd-nospace', 'etcd-unhealthy'],
    ['flux.RollbackSucceeded', 'app-not-ready'],
    ['flux.SomeNewReason', 'flux-stuck'],
    ['kubevirt.ErrorUnschedulable', 'vm-not-starting'],
    ['kubevirt.NotLiveMigratable', 'vm-blocks-drain'],
    ['kubernetes.NodeNotReady', 'node-lost'],
  ])('answer %s with %s', (condition, page) => {
    expect(findRunbook(runbooks, condition)?.path).toBe(`runbooks/${page}.md`);
  });

  it('answer nothing that none of them names', () => {
    expect(findRunbook(runbooks, 'moon.full')).toBeUndefined();
  });
});

/** Verbs that change something, by tool. */
const CHANGING: Readonly<Record<string, readonly string[]>> = {
  kubectl:
    'annotate apply cordon create delete drain patch rollout scale taint uncordon'.split(
      ' ',
    ),
  talosctl:
    'bootstrap patch reboot reset restart rollback shutdown upgrade wipe defrag disarm leave remove-member forfeit-leadership'.split(
      ' ',
    ),
  flux: 'create delete reconcile resume suspend'.split(' '),
  helm: 'install rollback uninstall upgrade'.split(' '),
  virtctl: 'migrate pause restart start stop unpause'.split(' '),
  sops: 'edit encrypt rotate updatekeys'.split(' '),
  git: 'commit push revert'.split(' '),
  ceph: 'archive-all fail in out purge repair set set-full-ratio unset'.split(
    ' ',
  ),
  qm: 'migrate reset shutdown start'.split(' '),
  task: ['talos:apply-node', 'talos:reset', 'talos:upgrade-node'],
};

describe('the part Check', () => {
  it.each(pages.map(({ path }) => path))('of %s only looks', path => {
    const { headings, commands } = runbooks.find(page => page.path === path)!;
    const lineOf = (part: string) =>
      headings.find(({ level, text }) => level === 2 && text === part)!.line;
    const changing = commands
      .filter(({ line }) => line > lineOf('Check') && line < lineOf('Decide'))
      .filter(({ words: [tool, ...words] }) =>
        CHANGING[tool]?.some(verb => words.includes(verb)),
      );
    expect(changing).toEqual([]);
  });
});

describe('the tasks that the runbooks name', () => {
  const template = (path: string) => readPage(`../templates/root/${path}.j2`);
  const tasks = new Set(
    [...template('Taskfile.yaml').matchAll(/^ {2}([a-z][\w:-]*):$/gm)].map(
      ([, name]) => name,
    ),
  );
  const recipes = new Set(
    Object.entries({
      talos: 'talos/mod.just',
      kube: 'kubernetes/mod.just',
      bootstrap: 'bootstrap/mod.just',
    }).flatMap(([module, path]) =>
      [...template(path).matchAll(/^([a-z][\w-]*)(?: [^:]*)?:(?!=)/gm)].map(
        ([, name]) => `${module} ${name}`,
      ),
    ),
  );
  const named = (tool: string) =>
    runbooks.flatMap(({ commands }) =>
      commands
        .filter(({ words }) => words[0] === tool)
        .map(({ words }) => words.slice(1)),
    );

  it('are in the justfile', () => {
    const unknown = named('just')
      .map(([module, recipe]) => `${module} ${recipe}`)
      .filter(name => !recipes.has(name));
    expect(unknown).toEqual([]);
    expect(named('just').length).toBeGreaterThan(5);
  });

  it('are in the Taskfile, and each is given as both', () => {
    const called = named('task').map(([name]) => name);
    expect(called.filter(name => !tasks.has(name))).toEqual([]);
    expect([...new Set(called)].sort()).toEqual(
      [
        ...new Set(
          named('just').map(([module, recipe]) => `${module}:${recipe}`),
        ),
      ].sort(),
    );
  });
});

describe('the index of the runbooks', () => {
  const index = readPage('runbooks/index.md');
  const mkdocs = readPage('../mkdocs.yml');

  it('lists every page once, under its area, with its title', () => {
    const parts = index.split(/^### /m).slice(1);
    expect(parts).toHaveLength(RUNBOOK_AREAS.length);
    const listed = parts.map(part =>
      [...part.matchAll(/^\| \[(.+?)\]\((.+?)\)/gm)].map(
        ([, title, file]) => `${title} runbooks/${file}`,
      ),
    );
    expect(listed).toEqual(
      RUNBOOK_AREAS.map(area =>
        runbooks
          .filter(runbook => runbook.area === area)
          .map(({ title, path }) => `${title} ${path}`)
          .sort(),
      ),
    );
  });

  it('explains every parameter', () => {
    const rows = [...index.matchAll(/^\| `\{\{ (\S+) \}\}` +\| (.+?) +\|/gm)];
    const declared = new Map(
      runbooks.flatMap(({ parameters }) =>
        parameters.map(({ name, what }) => [name, what] as const),
      ),
    );
    expect(new Map(rows.map(([, name, what]) => [name, what]))).toEqual(
      declared,
    );
  });

  it('is what the navigation shows', () => {
    const shown = [...mkdocs.matchAll(/: (runbooks\/\S+\.md)$/gm)].map(
      ([, path]) => path,
    );
    expect(shown.sort()).toEqual(
      ['runbooks/index.md', ...runbooks.map(({ path }) => path)].sort(),
    );
  });
});
