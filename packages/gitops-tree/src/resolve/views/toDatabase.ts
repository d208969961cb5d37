import { field } from '../../read/field';
import { textField } from '../../read/textField';
import type { TreeDatabase, TreeObject } from '../../types';
import { declarationOf } from './declarationOf';

/** One kind of object that stands for a database. */
interface DatabaseKind {
  readonly group: string;
  readonly kind: string;
  readonly engine: TreeDatabase['engine'];
  readonly isShared: boolean;
  /** Field of `spec` with the number of instances. */
  readonly instances?: string;
  readonly image?: string;
  /** Path in `spec` of what holds `size` and the class. */
  readonly storage?: readonly string[];
  readonly storageClass?: string;
}

const KINDS: readonly DatabaseKind[] = [
  {
    group: 'postgresql.cnpg.io',
    kind: 'Cluster',
    engine: 'postgresql',
    isShared: false,
    instances: 'instances',
    image: 'imageName',
    storage: ['storage'],
    storageClass: 'storageClass',
  },
  {
    group: 'postgresql.cnpg.io',
    kind: 'Database',
    engine: 'postgresql',
    isShared: true,
  },
  {
    group: 'db.movetokube.com',
    kind: 'Postgres',
    engine: 'postgresql',
    isShared: true,
  },
  {
    group: 'dragonflydb.io',
    kind: 'Dragonfly',
    engine: 'dragonfly',
    isShared: false,
    instances: 'replicas',
    image: 'image',
  },
  {
    group: 'k8s.mariadb.com',
    kind: 'MariaDB',
    engine: 'mariadb',
    isShared: false,
    instances: 'replicas',
    image: 'image',
    storage: ['storage'],
    storageClass: 'storageClassName',
  },
  {
    group: 'k8s.mariadb.com',
    kind: 'Database',
    engine: 'mariadb',
    isShared: true,
  },
];

/** The typed view of a database, without its backups. */
export function toDatabase(object: TreeObject): TreeDatabase | undefined {
  const known = KINDS.find(
    ({ group, kind }) => group === object.group && kind === object.kind,
  );
  if (!known) {
    return undefined;
  }
  const { spec } = object.manifest;
  const at = known.storage ?? ['storage'];
  const instances = known.instances && field(spec, known.instances);
  const image = known.image && textField(spec, known.image);
  const size = textField(spec, ...at, 'size');
  const storageClass =
    known.storageClass && textField(spec, ...at, known.storageClass);
  return {
    ...declarationOf(object),
    name: object.name,
    namespace: object.namespace ?? '',
    engine: known.engine,
    isShared: known.isShared,
    ...(typeof instances === 'number' && { instances }),
    ...(image && { image }),
    ...(size && { size }),
    ...(storageClass && { storageClass }),
    backups: [],
  };
}
