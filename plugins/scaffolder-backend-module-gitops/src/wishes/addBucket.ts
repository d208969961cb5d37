import { InputError } from '@backstage/errors';
import { bucketClasses } from '@homestage/backstage-plugin-gitops-common';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp } from './addToApp';
import { appOf, requireAppTemplate } from './appOf';
import { giveSources } from './mainContainer';
import { createWish, type WishTree } from './Wish';

const schema = z.object({
  app: z.string(),
  /** Unset: the tree's only class for buckets. */
  bucketClass: z.string().optional(),
  /** Whether the app gets address and keys as variables. */
  isConnected: z.boolean().default(true),
});

/** Gives an app a bucket in the lab's own object store, by an ObjectBucketClaim. */
export const addBucket = createWish(
  schema,
  ({ app: reference, bucketClass, isConnected }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const storageClass = classOf(bucketClass, tree);
    const claim = `${name}-bucket`;
    const place = addToApp(app, 'objectbucketclaim.yaml', tree);
    const connect = () =>
      giveSources(
        requireAppTemplate(app, 'take variables'),
        [{ configMapRef: { name: claim } }, { secretRef: { name: claim } }],
        tree,
      );
    return {
      namespace,
      name,
      values: {
        claim: yamlScalar(claim),
        namespace: yamlScalar(namespace),
        storageClass: yamlScalar(storageClass),
      },
      directory: place.directory,
      edits: [...place.edits, ...(isConnected ? connect() : [])],
      description: [
        `Gives ${reference} a bucket of class \`${storageClass}\`.`,
        `Its address is in ConfigMap \`${claim}\` (\`BUCKET_HOST\`, \`BUCKET_PORT\`, \`BUCKET_NAME\`), its keys in Secret \`${claim}\` (\`AWS_ACCESS_KEY_ID\`, \`AWS_SECRET_ACCESS_KEY\`).`,
        isConnected
          ? 'The app gets them as variables of these names. It waits for them when it starts.'
          : 'The app is not told of them yet.',
      ].join(' '),
    };
  },
);

function classOf(wanted: string | undefined, { index }: WishTree): string {
  const classes = bucketClasses(index);
  if (wanted) {
    return wanted;
  }
  if (classes.length !== 1) {
    throw new InputError(
      classes.length === 0
        ? 'bucketClass: the tree has no storage class for buckets. Name one, or add an object store first.'
        : `bucketClass: choose one of ${classes.join(', ')}.`,
    );
  }
  return classes[0];
}
