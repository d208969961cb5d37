import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp, waitFor } from './addToApp';
import { appOf, requireAppTemplate } from './appOf';
import { giveVariables, hasVariable } from './mainContainer';
import { requireOperator } from './operatorOf';
import { createWish, type WishTree } from './Wish';

const schema = z
  .object({
    app: z.string(),
    /** A PostgreSQL of the app's own, or a database on one that apps share. */
    server: z.enum(['own', 'shared']).default('own'),
    /** Hosts that one of its own is kept on. */
    instances: z.number().int().min(1).max(9).default(1),
    /** Of one of its own. */
    volume: z
      .object({
        size: z.string(),
        storageClass: z.string().optional(),
      })
      .optional(),
    /** The app's variable for the connection URI; unset: the app is left as it is. */
    variable: z
      .string()
      .regex(
        /^[A-Za-z_][A-Za-z0-9_]*$/,
        'A variable holds letters, digits and _ only',
      )
      .optional(),
  })
  .refine(({ server, volume }) => server === 'shared' || volume, {
    path: ['volume', 'size'],
    message: 'Say how large the volume of the database is',
  });

type Values = z.infer<typeof schema>;

/** Who makes a database, and where it leaves what the app connects with. */
interface Server {
  readonly operator: { readonly title: string; readonly kind: string };
  /** Of its chart or Kustomization; the first is what the app waits for. */
  readonly names: readonly [string, ...string[]];
  /** Field of the form to change where the tree has no such operator. */
  readonly field: string;
  /** Name of the Secret that the operator writes for a database. */
  secretOf(database: string): string;
  /** Key of the connection URI in it. */
  readonly uriKey: string;
}

const SERVERS: Readonly<Record<Values['server'], Server>> = {
  own: {
    operator: { title: 'CloudNativePG', kind: 'Cluster' },
    names: ['cloudnative-pg'],
    field: 'app',
    secretOf: database => `${database}-app`,
    uriKey: 'uri',
  },
  shared: {
    operator: { title: 'the External Postgres Operator', kind: 'Postgres' },
    names: ['external-postgres-operator', 'ext-postgres-operator'],
    field: 'server',
    // The operator appends the user's name to what its object asks for.
    secretOf: database => `database-${database}`,
    uriKey: 'POSTGRES_URL',
  },
};

/** Gives an app a PostgreSQL of its own, or a database on the server that apps share. */
export const addDatabase = createWish(schema, (wanted, tree) => {
  const app = appOf(wanted.app, tree);
  const { namespace, name } = app;
  const server = SERVERS[wanted.server];
  requireOperator(server.names, server.operator, tree, server.field);
  const database = `${name}-db`;
  const owner = name.replaceAll('-', '_');
  assertFree({ namespace, database, owner }, wanted, tree);
  const place = addToApp(app, 'database.yaml', tree);
  const secret = server.secretOf(database);
  const { instances, volume, variable } = wanted;
  return {
    namespace,
    name,
    values: {
      server: wanted.server,
      database: yamlScalar(database),
      owner: yamlScalar(owner),
      namespace: yamlScalar(namespace),
      instances,
      size: volume && yamlScalar(volume.size),
      storageClass: volume?.storageClass && yamlScalar(volume.storageClass),
    },
    directory: place.directory,
    edits: [
      ...place.edits,
      ...waitFor(app, server.names[0], tree),
      ...(variable ? connect(variable) : []),
    ],
    description: describe(wanted, { database, owner, secret }),
  };

  function connect(variableName: string) {
    const release = requireAppTemplate(app, 'take variables');
    if (hasVariable(release, variableName, tree)) {
      throw new InputError(
        `variable: ${release.file} sets ${variableName} already. Take that away first, or leave this empty.`,
      );
    }
    const valueFrom = { secretKeyRef: { name: secret, key: server.uriKey } };
    return giveVariables(release, [{ name: variableName, valueFrom }], tree);
  }
});

/** Names are free in their namespace; on a server that is shared, in all of them. */
function assertFree(
  names: { namespace: string; database: string; owner: string },
  { app, server }: Pick<Values, 'app' | 'server'>,
  { index }: WishTree,
): void {
  const { namespace, database, owner } = names;
  const taken = index.databases.find(
    each => each.namespace === namespace && each.name === database,
  );
  if (taken) {
    throw new InputError(
      `app: ${app} has a database already (${taken.file}, line ${taken.line}).`,
    );
  }
  const other =
    server === 'shared' &&
    index.objects.find(
      ({ kind, manifest: { spec } }) =>
        kind === 'Postgres' &&
        typeof spec === 'object' &&
        spec !== null &&
        'database' in spec &&
        spec.database === owner,
    );
  if (other) {
    throw new InputError(
      `app: the shared server has a database ${owner} already, for ${other.namespace}/${other.name} (${other.file}, line ${other.line}). Give this app a PostgreSQL of its own.`,
    );
  }
}

function describe(
  { app, server, instances, variable }: Values,
  names: { database: string; owner: string; secret: string },
): string {
  const connection = variable
    ? `The app gets the connection URI as \`${variable}\`.`
    : 'The app is not told of it yet.';
  const access = `- User, password and connection URI are made in the cluster, in Secret \`${names.secret}\`. ${connection}`;
  return server === 'shared'
    ? [
        `Gives ${app} a database \`${names.owner}\` on the PostgreSQL server that apps share, by the External Postgres Operator.`,
        [
          access,
          '- It is as safe as that server: what saves the server saves it, and this tree does not say what that is.',
          '- When its files are removed later, the database stays on the server, to be dropped by hand.',
        ].join('\n'),
      ].join('\n\n')
    : [
        `Gives ${app} a PostgreSQL of its own, \`${names.database}\`, by CloudNativePG.`,
        [
          access,
          instances > 1
            ? `- ${instances} instances: it goes on when the host of one fails.`
            : '- One instance: it stands still while its host does.',
          '- **Nothing backs it up yet**: what is deleted in it is gone.',
        ].join('\n'),
      ].join('\n\n');
}
