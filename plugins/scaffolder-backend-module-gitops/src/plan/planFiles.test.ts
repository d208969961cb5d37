import { planFiles, type PlanFilesInput } from './planFiles';
import { applyEdits, type TreeEdit } from './TreeEdit';

const LIST = 'apps/media/kustomization.yaml';
const edit: TreeEdit = {
  file: LIST,
  path: ['resources'],
  insert: './navidrome/ks.yaml',
};

function list(...apps: string[]): string {
  return [
    'resources:',
    '  - ./namespace.yaml',
    ...apps.map(app => `  - ./${app}/ks.yaml`),
    '',
  ].join('\n');
}

function edited(text: string): string {
  const result = applyEdits(text, [edit]);
  return result.ok ? result.text : result.reason;
}

function input(overrides: Partial<PlanFilesInput> = {}): PlanFilesInput {
  const files = new Map([[LIST, list('jellyfin', 'sonarr')]]);
  const result = edited(list('jellyfin', 'sonarr'));
  return {
    workspace: new Map([
      [LIST, result],
      ['apps/media/navidrome/ks.yaml', 'kind: Kustomization\n'],
    ]),
    record: { edits: [{ edit, result }], removals: [] },
    pinned: { commit: 'a'.repeat(40), files },
    newest: { commit: 'a'.repeat(40), files },
    ...overrides,
  };
}

describe('planFiles', () => {
  it('takes the workspace as it is while the tree stands still', () => {
    expect(planFiles(input())).toEqual([
      {
        path: LIST,
        before: list('jellyfin', 'sonarr'),
        after: list('jellyfin', 'navidrome', 'sonarr'),
      },
      {
        path: 'apps/media/navidrome/ks.yaml',
        before: undefined,
        after: 'kind: Kustomization\n',
      },
    ]);
  });

  it('makes an edit again on a list that has changed meanwhile', () => {
    const now = list('jellyfin', 'lidarr', 'sonarr');
    const newest = { commit: 'b'.repeat(40), files: new Map([[LIST, now]]) };
    const [first] = planFiles(input({ newest }));
    expect(first).toEqual({
      path: LIST,
      before: now,
      after: list('jellyfin', 'lidarr', 'navidrome', 'sonarr'),
    });
  });

  it('leaves out what the tree holds already', () => {
    const { workspace } = input();
    const newest = { commit: 'b'.repeat(40), files: workspace };
    expect(planFiles(input({ pinned: newest, newest }))).toEqual([]);
  });

  it('removes files, unless a later step has written them anew', () => {
    const record = {
      edits: [],
      removals: [LIST, 'apps/media/navidrome/ks.yaml'],
    };
    const workspace = new Map([['apps/media/navidrome/ks.yaml', 'new\n']]);
    expect(planFiles(input({ record, workspace }))).toEqual([
      {
        path: 'apps/media/navidrome/ks.yaml',
        before: undefined,
        after: 'new\n',
      },
      { path: LIST, before: list('jellyfin', 'sonarr'), after: undefined },
    ]);
  });

  it('has nothing to do for a file that is gone already', () => {
    const record = { edits: [], removals: [LIST] };
    const newest = { commit: 'b'.repeat(40), files: new Map() };
    const workspace = new Map();
    expect(planFiles(input({ record, workspace, newest }))).toEqual([]);
  });

  it.each<[string, Partial<PlanFilesInput>, RegExp]>([
    [
      'to remove a file that somebody has changed meanwhile',
      {
        workspace: new Map(),
        record: { edits: [], removals: [LIST] },
        newest: {
          commit: 'b'.repeat(40),
          files: new Map([[LIST, list('jellyfin')]]),
        },
      },
      /has changed on the branch/,
    ],
    [
      'a new file that somebody else has made meanwhile',
      {
        newest: {
          commit: 'b'.repeat(40),
          files: new Map([
            ...input().newest.files,
            ['apps/media/navidrome/ks.yaml', 'other\n'],
          ]),
        },
      },
      /apps\/media\/navidrome\/ks\.yaml has changed/,
    ],
    [
      'a list that was removed meanwhile',
      { newest: { commit: 'b'.repeat(40), files: new Map() } },
      /was removed from the branch/,
    ],
    [
      'a list that can no longer be edited so',
      {
        newest: {
          commit: 'b'.repeat(40),
          files: new Map([[LIST, 'resources: none\n']]),
        },
      },
      /does not fit any more/,
    ],
    [
      'an edited file that was changed by other means, too',
      {
        workspace: new Map([
          [LIST, `${list('jellyfin', 'navidrome', 'sonarr')}# more\n`],
        ]),
        newest: {
          commit: 'b'.repeat(40),
          files: new Map([[LIST, list('jellyfin')]]),
        },
      },
      /has changed on the branch/,
    ],
  ])('refuses %s, and names the file', (_, change, message) => {
    expect(() => planFiles(input(change))).toThrow(message);
  });
});
