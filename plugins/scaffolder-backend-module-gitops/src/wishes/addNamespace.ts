import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { assertFlux } from '../plan/assertFlux';
import { placeNamespace } from '../plan/placeNamespace';
import { yamlScalar } from '../plan/yamlScalar';
import { createWish } from './Wish';

/** Levels of Kubernetes' pod security standards. */
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

const schema = z.object({
  newNamespace: z.string(),
  /** `default`: what the cluster enforces anyway. */
  podSecurity: z.enum(['default', ...LEVELS]).default('default'),
});

/** A new namespace with its directory and its list. */
export const addNamespace = createWish(
  schema,
  ({ newNamespace: namespace, podSecurity }, tree) => {
    assertFlux(tree.index);
    const known = tree.index.namespaces.find(({ name }) => name === namespace);
    const place = placeNamespace(namespace, tree);
    if (known || !place.isNew) {
      throw new InputError(
        `newNamespace: the tree has namespace ${namespace} already (${place.directory}). Choose another name.`,
      );
    }
    return {
      namespace,
      name: namespace,
      values: {
        namespace: yamlScalar(namespace),
        entry: place.entry,
        podSecurity: podSecurity === 'default' ? undefined : podSecurity,
      },
      directory: place.directory,
      edits: place.edits,
      description: `Adds namespace ${namespace}${
        podSecurity === 'default'
          ? ''
          : `, with pod security level \`${podSecurity}\``
      }. It is kept when its files are removed later, since deleting a namespace deletes all that is in it.`,
    };
  },
);
