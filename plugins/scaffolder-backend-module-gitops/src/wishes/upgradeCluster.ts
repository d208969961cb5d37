import { InputError } from '@backstage/errors';
import { listScalars, type TreeObject } from '@homestage/gitops-tree';
import { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';
import { addAt } from './editObject';
import {
  carryRender,
  editedTexts,
  renderedFolder,
  withLineEdits,
} from './carryRender';
import { setTomlValue } from './tomlText';
import { createWish, type Wish, type WishTree, type WrittenFile } from './Wish';
import { mapAt, writtenAt } from './written';

const schema = z.object({
  version: z
    .string()
    .regex(/^v?\d+\.\d+\.\d+$/, 'Write a version such as v1.13.9'),
});

/** What is upgraded, and where trees say its version. */
interface Upgraded {
  readonly title: string;
  /** Kind of tuppr's object, and the field of its spec. */
  readonly kind: string;
  readonly field: string;
  /** Key in talhelper's talenv.yaml. */
  readonly talenvKey: string;
  readonly preflight: readonly string[];
}

const PREFLIGHT = [
  'etcd is healthy, and all control planes are Ready',
  'Ceph says HEALTH_OK, where there is a Ceph',
  'no backup is running',
];

/** Moves all machines to another version of Talos. */
export const upgradeTalos = upgradeOf({
  title: 'Talos',
  kind: 'TalosUpgrade',
  field: 'talos',
  talenvKey: 'talosVersion',
  preflight: [
    ...PREFLIGHT,
    'the schematic has an installer of that version with every extension',
    'nothing with a single replica keeps a machine from being drained',
  ],
});

/** Moves the cluster to another version of Kubernetes. */
export const upgradeKubernetes = upgradeOf({
  title: 'Kubernetes',
  kind: 'KubernetesUpgrade',
  field: 'kubernetes',
  talenvKey: 'kubernetesVersion',
  preflight: [
    ...PREFLIGHT,
    'the machines run a Talos that supports that version',
    'nothing uses an API that the version takes away',
  ],
});

function upgradeOf(upgraded: Upgraded): Wish {
  return createWish(schema, ({ version: wanted }, tree) => {
    const version = wanted.startsWith('v') ? wanted : `v${wanted}`;
    const object = objectOf(upgraded, tree);
    const written = writtenAt(object, tree.index.files);
    const now = mapAt(written.object, 'spec', upgraded.field).version;
    if (typeof now !== 'string') {
      throw new InputError(
        `version: ${object.file} does not say a version under spec.${upgraded.field}.`,
      );
    }
    assertStep(now, version, upgraded.title);
    const lines = [
      {
        file: object.file,
        document: written.document,
        path: ['spec', upgraded.field, 'version'],
        set: version,
      },
      ...talenvEdits(upgraded, { now, version }, tree),
    ];
    const inputs = changedInputs(upgraded, version, tree);
    const render = inputs && carryRender(inputs.texts, tree, () => 'version');
    const carried = withLineEdits({ files: render?.files ?? [] }, lines);
    return {
      namespace: 'cluster',
      name: upgraded.title.toLowerCase(),
      values: { version, before: now },
      edits: [...carried.edits, ...(inputs?.edits ?? [])],
      files: [...carried.files, ...(inputs?.files ?? [])],
      removals: render?.removals,
      description: [
        ...describe(upgraded, { now, version, tree }),
        render?.note,
        configNote(upgraded, version, carried.files),
      ]
        .filter(Boolean)
        .join('\n\n'),
    };
  });
}

/** Configuration is sent by hand: what is written for the new version may be unknown to the old one. */
function configNote(
  { title }: Upgraded,
  version: string,
  files: readonly WrittenFile[],
): string | undefined {
  const count = files.filter(
    ({ file }) =>
      /(^|\/)talos\/.*\.ya?ml$/.test(file) && !/talenv\.ya?ml$/.test(file),
  ).length;
  return count > 0
    ? `**The configuration of the machines changes with the version** (${count} files below \`talos/\`). Merging it sends it to nobody: render and apply it when all machines run ${title} ${version}, not before, since older ones may not know what is in it.`
    : undefined;
}

function objectOf({ kind, title }: Upgraded, { index }: WishTree): TreeObject {
  const object = index.objects.find(
    each => each.kind === kind && each.state === 'reached',
  );
  if (!object) {
    throw new InputError(
      `version: no ${kind} of tuppr is applied by this tree, so merging a version would upgrade nothing. Add tuppr, or upgrade ${title} by the runbook.`,
    );
  }
  return object;
}

/** tuppr takes any step; Talos and Kubernetes support one minor version at a time. */
function assertStep(now: string, version: string, title: string): void {
  const [major, minor, patch] = numbers(now);
  const [toMajor, toMinor, toPatch] = numbers(version);
  if (version === now) {
    throw new InputError(`version: the tree has ${title} ${now} already.`);
  }
  const isBack =
    toMajor < major ||
    (toMajor === major &&
      (toMinor < minor || (toMinor === minor && toPatch < patch)));
  if (isBack) {
    throw new InputError(
      `version: ${version} is older than ${now}. Going back is a matter for the runbook, machine by machine.`,
    );
  }
  if (toMajor !== major || toMinor > minor + 1) {
    throw new InputError(
      `version: from ${now} the next step is v${major}.${
        minor + 1
      }. Take one minor version at a time.`,
    );
  }
}

function numbers(version: string): number[] {
  return version.replace(/^v/, '').split('.').map(Number);
}

/** talhelper's file, where it says the same version. */
function talenvEdits(
  { talenvKey }: Upgraded,
  { now, version }: { now: string; version: string },
  { index }: WishTree,
): TreeEdit[] {
  return [...index.files.keys()]
    .filter(path => /(^|\/)talenv\.ya?ml$/.test(path))
    .flatMap(file =>
      listScalars(index.files.get(file) ?? '')
        .filter(({ path, value }) => path.join() === talenvKey && value === now)
        .map(({ document }) => ({
          file,
          document,
          path: [talenvKey],
          set: version,
        })),
    );
}

/** The inputs of a tree that is rendered from them, so that the next render says the same; undefined where it is rendered from none. */
function changedInputs(
  { field }: Upgraded,
  version: string,
  tree: WishTree,
):
  | {
      readonly edits: readonly TreeEdit[];
      readonly files: readonly WrittenFile[];
      readonly texts: ReadonlyMap<string, string>;
    }
  | undefined {
  const { files } = tree.index;
  const folder = renderedFolder(tree);
  const toml = files.get(`${folder}cluster.toml`);
  if (folder === undefined) {
    return undefined;
  }
  if (toml !== undefined) {
    const file = `${folder}cluster.toml`;
    const text = setTomlValue(toml, field, { key: 'version', value: version });
    return {
      edits: [],
      files: [{ file, text }],
      texts: new Map([[file, text]]),
    };
  }
  const file = `${folder}cluster.yaml`;
  if (!files.has(file)) {
    return undefined;
  }
  const inputs = writtenAt({ file, line: 1, column: 1 }, files);
  const { document, object } = inputs;
  const edits: TreeEdit[] =
    'version' in mapAt(object, field)
      ? [{ file, document, path: [field, 'version'], set: version }]
      : [addAt(inputs, [field, 'version'], version)];
  return { edits, files: [], texts: editedTexts(edits, files) };
}

function describe(
  { title, preflight }: Upgraded,
  { now, version, tree }: { now: string; version: string; tree: WishTree },
): string[] {
  const count = tree.index.nodes.length;
  return [
    `Upgrades ${title} from \`${now}\` to \`${version}\`. After the merge tuppr upgrades ${
      count > 0 ? `the ${count} machines` : 'the machines'
    } one after the other.`,
    '**See to it before the merge**; tuppr checks only what its `healthChecks` name',
    preflight.map(line => `- [ ] ${line}`).join('\n'),
  ];
}
