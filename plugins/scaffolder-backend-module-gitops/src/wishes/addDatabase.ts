import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp, waitFor } from './addToApp';
import { appOf, requireAppTemplate } from './appOf';
import { giveVariables, hasVariable } from './mainContainer';
import { requireOperator } from './operatorOf';
import { createWish } from './Wish';

const schema = z.object({
  app: z.string(),
  /** Hosts it is kept on. */
  instances: z.number().int().min(1).max(9).default(1),
  volume: z.object({
    size: z.string(),
    storageClass: z.string().optional(),
  }),
  /** The app's variable for the connection URI; unset: the app is left as it is. */
  variable: z
    .string()
    .regex(
      /^[A-Za-z_][A-Za-z0-9_]*$/,
      'A variable holds letters, digits and _ only',
    )
    .optional(),
});

type Values = z.infer<typeof schema>;

/** Gives an app a PostgreSQL of its own, by CloudNativePG. */
export const addDatabase = createWish(
  schema,
  ({ app: reference, instances, volume, variable }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    requireOperator(
      ['cloudnative-pg'],
      { title: 'CloudNativePG', kind: 'Cluster' },
      tree,
    );
    const database = `${name}-db`;
    const taken = tree.index.databases.find(
      each => each.namespace === namespace && each.name === database,
    );
    if (taken) {
      throw new InputError(
        `app: ${reference} has a database already (${taken.file}, line ${taken.line}).`,
      );
    }
    const place = addToApp(app, 'database.yaml', tree);
    // CloudNativePG writes the URI and its parts into a Secret of this name.
    const secret = `${database}-app`;
    return {
      namespace,
      name,
      values: {
        database: yamlScalar(database),
        owner: yamlScalar(name.replaceAll('-', '_')),
        namespace: yamlScalar(namespace),
        instances,
        size: yamlScalar(volume.size),
        storageClass: volume.storageClass && yamlScalar(volume.storageClass),
      },
      directory: place.directory,
      edits: [
        ...place.edits,
        ...waitFor(app, 'cloudnative-pg', tree),
        ...(variable ? connect() : []),
      ],
      description: describe(reference, {
        database,
        secret,
        instances,
        variable,
      }),
    };

    function connect() {
      const release = requireAppTemplate(app, 'take variables');
      if (variable && hasVariable(release, variable, tree)) {
        throw new InputError(
          `variable: ${release.file} sets ${variable} already. Take that away first, or leave this empty.`,
        );
      }
      const valueFrom = { secretKeyRef: { name: secret, key: 'uri' } };
      return giveVariables(
        release,
        [{ name: variable ?? '', valueFrom }],
        tree,
      );
    }
  },
);

function describe(
  app: string,
  {
    database,
    secret,
    instances,
    variable,
  }: Pick<Values, 'instances' | 'variable'> & {
    database: string;
    secret: string;
  },
): string {
  const connection = variable
    ? `The app gets the connection URI as \`${variable}\`.`
    : 'The app is not told of it yet.';
  return [
    `Gives ${app} a PostgreSQL of its own, \`${database}\`, by CloudNativePG.`,
    [
      `- User, password and connection URI are made in the cluster, in Secret \`${secret}\`. ${connection}`,
      instances > 1
        ? `- ${instances} instances: it goes on when the host of one fails.`
        : '- One instance: it stands still while its host does.',
      '- **Nothing backs it up yet**: what is deleted in it is gone.',
    ].join('\n'),
  ].join('\n\n');
}
