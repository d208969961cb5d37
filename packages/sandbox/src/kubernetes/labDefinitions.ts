import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { StoredObject } from './ObjectStore';
import { packageFolder } from '../packageFolder';

/**
 * The CustomResourceDefinitions of the lab: Flux, Gateway API and KubeVirt. Create
 * them in a store and their kinds are served.
 * @public
 */
export function labDefinitions(): StoredObject[] {
  const folder = packageFolder('crds');
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort()
    .map(file => JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
}
