import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** What `catalog.providers.lab` says. */
export interface LabProviderConfig {
  /** Owner of the entities, as a full entity ref. */
  readonly owner: string;
}

const KEY = 'catalog.providers.lab';
const DEFAULT_OWNER = 'group:default/lab';

/** Reads `catalog.providers.lab`; throws InputError naming the key that is wrong. */
export function readLabProviderConfig(config: Config): LabProviderConfig {
  const owner = config.getOptionalString(`${KEY}.owner`) ?? DEFAULT_OWNER;
  try {
    const ref = parseEntityRef(owner, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
    return { owner: stringifyEntityRef(ref) };
  } catch (cause) {
    throw new InputError(
      `${KEY}.owner is '${owner}', which names no group or user. Write it as group:default/<name>.`,
      cause,
    );
  }
}
