import type { TreeObject } from '../types';
import type { FindSource } from './readChart';

/** Finds Flux sources by reference; of several with one name the one that is reached. */
export function sourceFinder(objects: readonly TreeObject[]): FindSource {
  const sources = new Map<string, TreeObject>();
  for (const object of objects) {
    if (object.group === 'source.toolkit.fluxcd.io') {
      const key = `${object.kind} ${object.namespace ?? ''}/${object.name}`;
      const known = sources.get(key);
      if (!known || known.state !== 'reached') {
        sources.set(key, object);
      }
    }
  }
  return ({ kind, namespace, name }) =>
    sources.get(`${kind} ${namespace}/${name}`);
}
