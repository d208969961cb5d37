import { InputError } from '@backstage/errors';
import type { TreeApp, TreeHelmRelease } from '@homestage/gitops-tree';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp } from './addToApp';
import { appOf, requireAppTemplate } from './appOf';
import { addAt } from './editObject';
import { createWish, type WishTree } from './Wish';
import { mapAt, writtenAt } from './written';

const schema = z.object({
  app: z.string(),
  /** Key of the volume in the app's values. */
  volumeName: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?$/,
      'Use small letters, digits and - only, at most 32.',
    ),
  volume: z.object({
    size: z.string(),
    mountPath: z.string(),
    storageClass: z.string().optional(),
  }),
  accessMode: z
    .enum(['ReadWriteOnce', 'ReadWriteMany', 'ReadWriteOncePod'])
    .default('ReadWriteOnce'),
});

type Values = z.infer<typeof schema>;

/** Gives an app of app-template one more volume. */
export const addVolume = createWish(
  schema,
  ({ app: reference, volumeName, volume, accessMode }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const release = requireAppTemplate(app, 'mount a volume');
    const written = writtenAt(release, tree.index.files);
    const path = ['spec', 'values', 'persistence'];
    if (volumeName in mapAt(written.object, ...path)) {
      throw new InputError(
        `volumeName: ${release.file} has a volume ${volumeName} already. Choose another name.`,
      );
    }
    assertPathFree(mapAt(written.object, ...path), volume.mountPath, release);
    const claim = claimName(app, volumeName, tree);
    const files = tree.conventions.files.persistentVolumeClaim ?? 'pvc.yaml';
    const fileName =
      claim === name ? files : files.replace(/(\.ya?ml)$/, `-${volumeName}$1`);
    const place = addToApp(app, fileName, tree);
    return {
      namespace,
      name,
      values: {
        fileName,
        claim: yamlScalar(claim),
        namespace: yamlScalar(namespace),
        accessMode,
        size: yamlScalar(volume.size),
        storageClass: volume.storageClass && yamlScalar(volume.storageClass),
      },
      directory: place.directory,
      edits: [
        ...place.edits,
        addAt(written, [...path, volumeName], {
          existingClaim: claim,
          globalMounts: [{ path: volume.mountPath }],
        }),
      ],
      description: describe(reference, { claim, volume, accessMode }),
    };
  },
);

/** The app's own name while that is free, as people call the first one. */
function claimName(
  { namespace, name }: TreeApp,
  volumeName: string,
  { index }: WishTree,
): string {
  const isTaken = (claim: string) =>
    index.volumes.some(
      each => each.namespace === namespace && each.name === claim,
    );
  const claim = [name, `${name}-${volumeName}`].find(each => !isTaken(each));
  if (!claim) {
    throw new InputError(
      `volumeName: namespace ${namespace} has the claim ${name}-${volumeName} already. Choose another name.`,
    );
  }
  return claim;
}

function assertPathFree(
  persistence: Record<string, unknown>,
  mountPath: string,
  { file }: TreeHelmRelease,
): void {
  const taken = Object.entries(persistence).find(([key, value]) => {
    const mounts = mapAt({ value }, 'value').globalMounts;
    const paths = Array.isArray(mounts)
      ? mounts.map(mount => mapAt({ mount }, 'mount').path)
      : [`/${key}`];
    return paths.includes(mountPath);
  });
  if (taken) {
    throw new InputError(
      `volume.mountPath: ${mountPath} is where ${file} mounts ${taken[0]}. Choose another path.`,
    );
  }
}

function describe(
  app: string,
  {
    claim,
    volume,
    accessMode,
  }: Pick<Values, 'volume' | 'accessMode'> & { claim: string },
): string {
  const { size, mountPath, storageClass } = volume;
  return [
    `Adds a volume of ${size} to ${app}: claim \`${claim}\`, ${
      storageClass ? `class \`${storageClass}\`` : "the cluster's default class"
    }, ${accessMode}, at \`${mountPath}\`.`,
    'The app is restarted with it. What the image holds at that path now is hidden by the empty volume. Nothing backs it up yet.',
  ].join(' ');
}
