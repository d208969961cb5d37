import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * What the policy needs to know.
 *
 * @public
 */
export interface LabPermissionConfig {
  /** Lower-case entity refs of the users and groups that may change things. */
  readonly operators: ReadonlySet<string>;
  /** Nobody may change anything. */
  readonly isReadOnly: boolean;
}

/**
 * Reads `homestage.permissions.operators` and `homestage.readOnly`. Nobody is an
 * operator unless named. Throws InputError naming the entry that is no user or
 * group reference.
 */
export function readLabPermissionConfig(config: Config): LabPermissionConfig {
  const key = 'homestage.permissions.operators';
  const entries = config.getOptionalStringArray(key) ?? [];
  return {
    operators: new Set(
      entries.map((entry, i) => operatorRef(entry, `${key}[${i}]`)),
    ),
    isReadOnly: config.getOptionalBoolean('homestage.readOnly') ?? false,
  };
}

function operatorRef(entry: string, key: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(entry, { defaultNamespace: 'default' }),
    );
  } catch (cause) {
    throw new InputError(
      `${key} is '${entry}', which is no entity reference; write it like user:default/ada or group:default/lab`,
      cause,
    );
  }
}
