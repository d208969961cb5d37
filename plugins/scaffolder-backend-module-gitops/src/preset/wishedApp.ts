import { parseImageReference } from '@homestage/backstage-plugin-gitops-common';
import type { NewApp } from '@homestage/backstage-plugin-gitops-common';
import type { Preset, WishedApp } from '@homestage/labctl';

/** What a person made of a preset: the form's answers laid over it. */
export function wishedApp(
  app: NewApp,
  preset: Preset,
  { hasShare }: { hasShare: boolean },
): WishedApp {
  const { name, namespace, exposure, hostname } = app;
  return {
    source: 'preset',
    name,
    namespace,
    exposure,
    host: exposure === 'none' ? null : hostname ?? null,
    hostIsOwn: true,
    preset: {
      ...preset,
      image: imageOf(app, preset),
      // An app that listens nowhere by its preset does not begin to.
      port: preset.port === undefined ? undefined : app.port,
      volumes: volumesOf(app, preset, { hasShare }),
    },
  };
}

function imageOf({ image }: NewApp, preset: Preset): Preset['image'] {
  const parsed = parseImageReference(image);
  if (!parsed.ok) {
    return preset.image;
  }
  const { repository, tag, digest } = parsed.image;
  return { repository, tag: [tag, digest].filter(Boolean).join('@') };
}

/** The form asks for the first claim only; folders of a NAS need one to be known. */
function volumesOf(
  { volume }: NewApp,
  { volumes }: Preset,
  { hasShare }: { hasShare: boolean },
): Preset['volumes'] {
  const first = volumes.find(({ kind }) => kind === 'claim');
  return volumes.flatMap(each => {
    if (each.kind === 'library') {
      return hasShare ? [each] : [];
    }
    if (each !== first) {
      return [each];
    }
    return volume
      ? [
          {
            ...each,
            path: volume.mountPath,
            size: volume.size,
            class: volume.storageClass,
          },
        ]
      : [];
  });
}
