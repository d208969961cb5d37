import { InputError } from '@backstage/errors';
import {
  listScalars,
  type TreeApp,
  type TreeObject,
  type TreeVolume,
} from '@homestage/gitops-tree';
import { applyEdits, type TreeEdit } from '../plan/TreeEdit';
import { filesIn, join, parentOf } from '../plan/treePaths';
import { documentOf, documentsOf, fileOf } from './documents';
import { listBeside, unlist } from './listings';
import type { Move } from './Move';
import { nextFile, nextName } from './nextName';
import { isStopped, replicaPlaces, startEdits, stopEdits } from './replicas';
import type { WishPlan, WishTree } from './Wish';
import { isPlainYaml, mapAt } from './written';

/** On the new claim, until the old one is gone: what it takes the place of. */
const MOVED_FROM = 'homestage.dev/moved-from';

/** Small, and all that a copy with owners, times and links takes. */
const COPY_IMAGE = 'docker.io/library/busybox:1.37.0';

/**
 * A claim that the app writes itself, in four steps: the app stops, a new claim
 * and a Job that copies, the app starts on the new claim, the old one goes.
 */
export function moveByCopy(move: Move, tree: WishTree): WishPlan {
  const { volume, app } = move;
  const moved = tree.index.objects.find(
    ({ kind, namespace, manifest }) =>
      kind === 'PersistentVolumeClaim' &&
      namespace === volume.namespace &&
      mapAt(manifest, 'metadata', 'annotations')[MOVED_FROM] === volume.name,
  );
  if (moved) {
    return referencesTo(volume, moved.name, { app, tree }).length > 0
      ? startOnNew(move, moved, tree)
      : removeOld(move, moved, tree);
  }
  assertDifferent(move);
  return isStopped(app, tree) ? copy(move, tree) : stop(move, tree, 4);
}

/** Refuses a move to where the volume is. */
export function assertDifferent({ volume, storageClass, size }: Move): void {
  const isSame =
    (volume.storageClass === undefined ||
      volume.storageClass === storageClass) &&
    volume.size === size;
  if (isSame) {
    throw new InputError(
      `volume.storageClass: ${volume.namespace}/${volume.name} is ${size} of class ${storageClass} already. Choose another class or size.`,
    );
  }
}

/** The first step of every move: nothing writes from then on. */
export function stop(
  { volume, app, storageClass, size }: Move,
  tree: WishTree,
  count: number,
): WishPlan {
  if (replicaPlaces(app, tree).length === 0) {
    throw new InputError(
      `claim: the tree does not say how many pods ${app.namespace}/${app.name} has, so it cannot be stopped by a change of the tree. Move its volume by the runbook.`,
    );
  }
  return {
    ...about(app),
    values: {
      step: 'stop',
      title: `stop ${app.name} to move its volume ${volume.name}`,
    },
    edits: stopEdits(app, tree),
    description: [
      `Stops ${app.namespace}/${app.name}, so that nothing writes to claim \`${volume.name}\` while it is moved to ${size} of class \`${storageClass}\`. **Step 1 of ${count}**: the app is down until step 3 is merged.`,
      backupNote(volume),
      '**Next**: when its pods are gone, run this form again with the same values. To give up, resume the app by `suspend-app`.',
    ].join('\n\n'),
  };
}

function backupNote({ backups }: TreeVolume): string {
  return backups.length > 0
    ? `It is saved by ${backups
        .map(({ kind, name }) => `${kind} \`${name}\``)
        .join(', ')}: see that a copy was made since the app stopped.`
    : '**Nothing backs it up**: the old volume is the only one that holds what is on it, until the last step.';
}

function copy(move: Move, tree: WishTree): WishPlan {
  const { volume, app, storageClass, size } = move;
  const name = nextName(volume.name, candidate =>
    tree.index.volumes.some(
      other => other.namespace === volume.namespace && other.name === candidate,
    ),
  );
  const file = nextFile(volume.file, tree.index.files);
  const job = jobFile(volume, name);
  return {
    ...about(app),
    values: { step: 'copy', title: `copy volume ${volume.name} to ${name}` },
    files: [
      { file, text: newClaim(move, name, tree) },
      { file: job, text: copyJob(volume, name, tree) },
    ],
    edits: [...listBeside(file, tree), ...listBeside(job, tree)],
    description: [
      `Adds claim \`${name}\` (${size} of class \`${storageClass}\`) and a Job that copies \`${volume.name}\` to it. **Step 2 of 4**: the old claim is only read.`,
      [
        '- The Job runs once, as root, so that owners, times and links are kept; a namespace with pod security `restricted` refuses it.',
        '- It takes a minute for each few gigabytes. What it says is in `kubectl logs job/' +
          `copy-${name}\` of namespace ${volume.namespace}.`,
        `- The new volume has to hold what is on the old one${
          volume.size ? ` (at most ${volume.size})` : ''
        }; where it does not, the Job fails, and nothing is lost.`,
      ].join('\n'),
      '**Next**: when the Job is complete, run this form again with the same values: it starts the app on the new claim.',
    ].join('\n\n'),
  };
}

function startOnNew(
  { volume, app }: Move,
  moved: TreeObject,
  tree: WishTree,
): WishPlan {
  const job = jobFile(volume, moved.name);
  const hasJob = tree.index.files.has(job);
  return {
    ...about(app),
    values: {
      step: 'switch',
      title: `start ${app.name} on volume ${moved.name}`,
    },
    edits: [
      ...referencesTo(volume, moved.name, { app, tree }),
      ...startEdits(app, tree),
      ...(hasJob ? unlist(job, tree) : []),
    ],
    removals: hasJob ? [job] : [],
    description: [
      `Starts ${app.namespace}/${app.name} on claim \`${moved.name}\` instead of \`${volume.name}\`, and takes the Job out that copied. **Step 3 of 4**: the old claim stays as it is.`,
      '**See to it before the merge**',
      [
        `- [ ] Job \`copy-${moved.name}\` is complete, and its log names no file that was left out`,
        '- [ ] no pod of the app runs',
      ].join('\n'),
      `Reverting this pull request brings the app back to the old claim; what was written to the new one since then is not on it.`,
      `**Next**: some days later, when nothing is missing, run this form again with the name ${volume.name} typed: it removes the old claim.`,
    ].join('\n\n'),
  };
}

function removeOld(
  { volume, app, confirmation }: Move,
  moved: TreeObject,
  tree: WishTree,
): WishPlan {
  if (confirmation !== volume.name) {
    throw new InputError(
      `confirmation: ${moved.name} is used instead of ${volume.name} now, so the next step removes ${volume.name} and what is on it. Type ${volume.name} to say that it may go.`,
    );
  }
  const other = documentsOf(tree.index.files.get(volume.file) ?? '').find(
    ({ name }) => name !== volume.name,
  );
  if (other) {
    throw new InputError(
      `claim: ${volume.file} holds ${other.kind} ${other.name} beside ${volume.name}. Give that a file of its own first.`,
    );
  }
  const annotations = mapAt(moved.manifest, 'metadata', 'annotations');
  return {
    ...about(app),
    values: { step: 'remove', title: `remove volume ${volume.name}` },
    edits: [
      ...unlist(volume.file, tree),
      {
        file: moved.file,
        path: [
          'metadata',
          'annotations',
          ...(Object.keys(annotations).length > 1 ? [MOVED_FROM] : []),
        ],
        unset: true,
      },
    ],
    removals: [volume.file],
    description: `Removes claim \`${volume.name}\` of ${app.namespace}/${
      app.name
    }: \`${
      moved.name
    }\` has taken its place. **Step 4 of 4**: after the merge ${
      app.applications.length > 0 ? 'Argo CD' : 'Flux'
    } deletes the claim, **and what is on it goes**, unless its class retains volumes. Reverting this pull request brings back an empty claim.`,
  };
}

function about({ namespace, name }: TreeApp) {
  return { namespace, name };
}

function jobFile({ file }: TreeVolume, name: string): string {
  return join(parentOf(file), `copy-${name}.yaml`);
}

/** The edits that name another claim wherever files of the app name this one. */
function referencesTo(
  volume: TreeVolume,
  to: string,
  { app, tree }: { app: TreeApp; tree: WishTree },
): TreeEdit[] {
  const { files } = tree.index;
  return filesIn(app.directory, files)
    .filter(file => isPlainYaml(file) && file !== jobFile(volume, to))
    .flatMap(file => {
      const release = app.helmReleases.find(each => each.file === file)?.name;
      return listScalars(files.get(file) ?? '')
        .filter(
          ({ path, value }) =>
            isClaimField(path) &&
            resolved(String(value), release) === volume.name,
        )
        .map(({ document, path }) => ({
          file,
          document,
          path: [...path],
          set: to,
        }));
    });
}

/** Where charts, pods and backups name a claim. */
function isClaimField(path: readonly (string | number)[]): boolean {
  const [last, above] = [...path].reverse();
  return (
    ['existingClaim', 'claimName', 'sourcePVC'].includes(String(last)) ||
    (last === 'name' && above === 'pvc')
  );
}

function resolved(value: string, release: string | undefined): string {
  return release === undefined
    ? value
    : value.replace(/\{\{-?\s*\.Release\.Name\s*-?\}\}/g, release);
}

/** The old claim's text once more, of another name, class and size; empty at first. */
function newClaim(
  { volume, storageClass, size }: Move,
  name: string,
  tree: WishTree,
): string {
  const document = documentOf(
    { kind: 'PersistentVolumeClaim', name: volume.name },
    tree.index.files.get(volume.file) ?? '',
  );
  const object = tree.index.objects.find(
    each =>
      each.kind === 'PersistentVolumeClaim' &&
      each.namespace === volume.namespace &&
      each.name === volume.name,
  );
  const spec = mapAt(object?.manifest, 'spec');
  const annotations = mapAt(object?.manifest, 'metadata', 'annotations');
  const { file } = volume;
  const filled = ['dataSource', 'dataSourceRef'].filter(key => key in spec);
  const result = document
    ? applyEdits(document.text, [
        { file, path: ['metadata', 'name'], set: name },
        Object.keys(annotations).length > 0
          ? {
              file,
              path: ['metadata', 'annotations'],
              add: { key: MOVED_FROM, value: volume.name },
            }
          : {
              file,
              path: ['metadata'],
              add: { key: 'annotations', value: { [MOVED_FROM]: volume.name } },
            },
        ...filled.map(key => ({
          file,
          path: ['spec', key],
          unset: true as const,
        })),
        {
          file,
          path: ['spec', 'resources', 'requests', 'storage'],
          set: size,
        },
        { file, path: ['spec', 'storageClassName'], set: storageClass },
      ])
    : ({ ok: false, reason: 'its file does not say its name' } as const);
  if (!result.ok) {
    throw new InputError(
      `claim: ${file} cannot be copied: ${result.reason}. Move the volume by the runbook.`,
    );
  }
  return fileOf([result.text], tree.conventions);
}

/** Both claims are mounted on one machine, which every class can do while the app is stopped. */
function copyJob(
  { name, namespace }: TreeVolume,
  to: string,
  { conventions }: WishTree,
): string {
  const hasNamespace =
    conventions.namespace.from === 'metadata' ||
    conventions.helmRelease.hasMetadataNamespace;
  return fileOf(
    [
      `# Copies what is on ${name}; taken out again when the app has started on ${to}.
apiVersion: batch/v1
kind: Job
metadata:
  name: copy-${to}
${hasNamespace ? `  namespace: ${namespace}\n` : ''}spec:
  backoffLimit: 2
  template:
    spec:
      containers:
        - name: copy
          # Owners, times and links are kept; what a first try left behind is written again.
          command: ["sh", "-c", "cp -a /from/. /to/ && sync && du -sh /from /to"]
          image: ${COPY_IMAGE}
          resources:
            limits:
              memory: 512Mi
            requests:
              cpu: 50m
              memory: 64Mi
          securityContext:
            runAsUser: 0
          volumeMounts:
            - mountPath: /from
              name: from
              readOnly: true
            - mountPath: /to
              name: to
      restartPolicy: Never
      volumes:
        - name: from
          persistentVolumeClaim:
            claimName: ${name}
        - name: to
          persistentVolumeClaim:
            claimName: ${to}
`,
    ],
    conventions,
  );
}
