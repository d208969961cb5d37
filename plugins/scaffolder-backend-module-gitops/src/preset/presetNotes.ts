import type { AppContext, Preset } from '@homestage/labctl';

/**
 * What somebody has to know or do beside merging: what comes with the app, what
 * the tree could not tell, and what only its owner can give.
 */
export function presetNotes(
  app: AppContext,
  preset: Preset,
  { missing, hasShare }: { missing: readonly string[]; hasShare: boolean },
): string[] {
  return [
    ...stateNotes(app),
    ...secretNotes(app),
    ...(missing.length > 0
      ? [
          `- Not set, because the tree does not tell it: ${codes(
            missing,
          )}. Add what fits your lab.`,
        ]
      : []),
    ...libraryNotes(app, preset, hasShare),
    ...(preset.needs.length > 0
      ? [
          `- It can use what the preset does not set up: ${preset.needs.join(
            ', ',
          )}.`,
        ]
      : []),
    ...(preset.network === 'host'
      ? [
          `- It stands in the network of its node, so its namespace has to allow privileged pods (label \`pod-security.kubernetes.io/enforce\`).`,
        ]
      : []),
    ...(app.claims.length > 0
      ? [
          '- Nothing backs its volumes up yet: use Add a backup after the merge.',
        ]
      : []),
    ...(preset.notes ? [`- ${preset.notes.trim().replace(/\s+/g, ' ')}`] : []),
  ];
}

function stateNotes({ database, cache }: AppContext): string[] {
  return [
    ...(database
      ? [
          `- With a PostgreSQL of its own, \`${database.name}\`, of ${database.size}. User and password are made in the cluster.`,
        ]
      : []),
    ...(cache
      ? ['- With a memory store of its own that speaks Redis (Dragonfly).']
      : []),
  ];
}

function secretNotes(app: AppContext): string[] {
  return app.secrets.map(({ name, item, keys }) => {
    const fields = keys
      .map(key => `\`${key.name}\` (${key.description})`)
      .join(', ');
    return app.secret_store
      ? `- Make item \`${item}\` in your secret store before you merge, with ${fields}. The app waits for it.`
      : `- Make Secret \`${name}\` with sops on your own machine, with ${fields}. The app does not start before it is there.`;
  });
}

function libraryNotes(
  { volumes }: AppContext,
  preset: Preset,
  hasShare: boolean,
): string[] {
  const libraries = preset.volumes.filter(({ kind }) => kind === 'library');
  if (libraries.length === 0) {
    return [];
  }
  if (!hasShare) {
    return [
      `- No app of the tree mounts a folder of a NAS, so ${codes(
        libraries.map(({ path }) => path),
      )} is not mounted: what the app writes there is lost with its pod. Add it by hand.`,
    ];
  }
  const folders = volumes
    .filter(({ kind }) => kind === 'nfs')
    .map(({ server, server_path: path }) => `${server}:${path}`);
  return [
    `- The NAS has to hold ${codes(
      folders,
    )}; where others lie was taken from the tree.`,
  ];
}

function codes(texts: readonly string[]): string {
  return texts.map(text => `\`${text}\``).join(', ');
}
