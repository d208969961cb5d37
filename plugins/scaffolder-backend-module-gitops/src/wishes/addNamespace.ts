import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { isAppliedByArgo } from '../plan/isAppliedByArgo';
import { keptObject } from '../plan/keptObject';
import { placeNamespace } from '../plan/placeNamespace';
import { findList, parentOf } from '../plan/treePaths';
import { yamlScalar } from '../plan/yamlScalar';
import { createWish, type WishTree } from './Wish';

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
        hasList: hasLists(tree),
        kept: keptObject(tree.index),
      },
      directory: place.directory,
      edits: place.edits,
      description: `Adds namespace ${namespace}${
        podSecurity === 'default'
          ? ''
          : `, with pod security level \`${podSecurity}\``
      }.${
        isAppliedByArgo(tree.index)
          ? ` An Application of Argo CD is made for its directory \`${place.directory}\`; those of its apps go beside it.`
          : ''
      } It is kept when its files are removed later, since deleting a namespace deletes all that is in it.`,
    };
  },
);

/** Whether namespaces of this tree have lists of their own; where none has, Flux makes them. */
function hasLists({ index }: WishTree): boolean {
  if (isAppliedByArgo(index)) {
    // Argo CD takes a directory as it is, or as its kustomization says; the latter is what apps have.
    return true;
  }
  const directories = new Set(
    index.apps.map(({ directory }) => parentOf(directory)),
  );
  return (
    directories.size === 0 ||
    [...directories].some(directory => findList(directory, index.files))
  );
}
