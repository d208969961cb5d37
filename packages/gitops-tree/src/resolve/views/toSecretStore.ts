import { recordField } from '../../read/recordField';
import type { TreeObject, TreeSecretStore } from '../../types';
import { declarationOf } from './declarationOf';

/** The typed view of the stores of External Secrets. */
export function toSecretStore(object: TreeObject): TreeSecretStore | undefined {
  const { group, kind, name, namespace } = object;
  const isStore = kind === 'SecretStore' || kind === 'ClusterSecretStore';
  if (group !== 'external-secrets.io' || !isStore) {
    return undefined;
  }
  const [provider] = Object.keys(recordField(object.manifest.spec, 'provider'));
  return {
    ...declarationOf(object),
    kind,
    name,
    ...(kind === 'SecretStore' && namespace && { namespace }),
    ...(provider && { provider }),
  };
}
