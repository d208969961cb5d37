import { InputError } from '@backstage/errors';
import type { TreeApp } from '@homestage/gitops-tree';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp } from './addToApp';
import { appOf, requireAppTemplate } from './appOf';
import { giveSources } from './mainContainer';
import { storeOf, storeVersion } from './secretStores';
import { createWish, type WishTree } from './Wish';

const schema = z.object({
  app: z.string(),
  /** What the store calls it. */
  item: z
    .string()
    .max(253)
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/,
      'Name the item as the store does, such as sonarr or apps/sonarr',
    ),
  /** Unset: the tree's only store. */
  store: z.string().optional(),
  /** Whether the app gets the fields as variables. */
  isConnected: z.boolean().default(true),
});

/** Lets an app read an item of the lab's secret store. Only its name is written, never what it holds. */
export const addSecret = createWish(
  schema,
  ({ app: reference, item, store: wanted, isConnected }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const store = storeOf(wanted, app, tree);
    const secret = secretName(app, item, tree);
    const usual =
      tree.conventions.files.externalSecret ?? 'externalsecret.yaml';
    const fileName =
      secret === `${name}-secret`
        ? usual
        : usual.replace(/(\.ya?ml)$/, `-${slug(item)}$1`);
    const place = addToApp(app, fileName, tree);
    const connect = () =>
      giveSources(
        requireAppTemplate(app, 'take variables'),
        [{ secretRef: { name: secret } }],
        tree,
      );
    return {
      namespace,
      name,
      values: {
        fileName,
        secret: yamlScalar(secret),
        namespace: yamlScalar(namespace),
        item: yamlScalar(item),
        store: yamlScalar(store.name),
        storeKind: store.kind,
        apiVersion: storeVersion(tree),
      },
      directory: place.directory,
      edits: [...place.edits, ...(isConnected ? connect() : [])],
      description: [
        `Copies item \`${item}\` of \`${store.name}\` into Secret \`${secret}\` for ${reference}.`,
        'What it holds stays in the store and in the cluster; this pull request only names it.',
        isConnected
          ? 'The app gets each field of the item as a variable of its name.'
          : 'The app is not told of it yet.',
      ].join(' '),
    };
  },
);

/** The first is named after the app alone, as people do. */
function secretName(
  { namespace, name }: TreeApp,
  item: string,
  { index }: WishTree,
): string {
  const isTaken = (secret: string) =>
    index.objects.some(
      ({ kind, namespace: where, name: called, manifest }) =>
        kind === 'ExternalSecret' &&
        where === namespace &&
        (called === secret || JSON.stringify(manifest).includes(`"${secret}"`)),
    );
  const names = [`${name}-secret`, `${name}-${slug(item)}`];
  const secret = names.find(each => !isTaken(each));
  if (!secret) {
    throw new InputError(
      `item: ${namespace}/${name} has a secret ${names[1]} already.`,
    );
  }
  return secret;
}

function slug(item: string): string {
  return item
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-+$/, '');
}
