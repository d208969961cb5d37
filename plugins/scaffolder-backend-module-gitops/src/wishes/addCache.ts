import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { yamlScalar } from '../plan/yamlScalar';
import { addToApp, waitFor } from './addToApp';
import { appOf, mainKustomization } from './appOf';
import {
  bringIn,
  findComponent,
  substitutionNotes,
  variablesOf,
} from './components';
import { requireOperator } from './operatorOf';
import { createWish } from './Wish';

const schema = z.object({
  app: z.string(),
  /** What it may use, as a Kubernetes quantity. */
  memory: z
    .string()
    .regex(/^[1-9]\d*(Mi|Gi)$/, 'Write a size such as 512Mi or 2Gi')
    .default('512Mi'),
});

/** Gives an app a memory store that speaks Redis, by the Dragonfly operator. */
export const addCache = createWish(
  schema,
  ({ app: reference, memory }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    requireOperator(
      ['dragonfly-operator'],
      { title: 'the Dragonfly operator', kind: 'Dragonfly' },
      tree,
    );
    const cache = `${name}-dragonfly`;
    if (hasCache(namespace, cache)) {
      throw new InputError(`app: ${reference} has a cache ${cache} already.`);
    }
    const component = findComponent('dragonfly', tree);
    const kustomization = mainKustomization(app);
    const wait = waitFor(app, 'dragonfly-operator', tree);
    const description = `Gives ${reference} a memory store of its own that speaks Redis, with ${memory}. The app reaches it as \`${cache}\`, port 6379. What it holds does not outlive its pod.`;
    if (component && kustomization) {
      // As the tree does it elsewhere: its component knows image and arguments.
      const asked = variablesOf(component, tree);
      const values = {
        APP: name,
        ...(asked.has('DRAGONFLY_MEMORY') ? { DRAGONFLY_MEMORY: memory } : {}),
      };
      return {
        namespace,
        name,
        edits: [
          ...bringIn({ kustomization, component }, values, tree),
          ...wait,
        ],
        description: [
          description,
          ...substitutionNotes(kustomization, tree),
        ].join('\n\n'),
      };
    }
    const place = addToApp(app, 'dragonfly.yaml', tree);
    return {
      namespace,
      name,
      values: {
        cache: yamlScalar(cache),
        namespace: yamlScalar(namespace),
        memory: yamlScalar(memory),
      },
      directory: place.directory,
      edits: [...place.edits, ...wait],
      description,
    };

    function hasCache(where: string, called: string): boolean {
      return tree.index.databases.some(
        each =>
          each.engine === 'dragonfly' &&
          each.namespace === where &&
          each.name === called,
      );
    }
  },
);
