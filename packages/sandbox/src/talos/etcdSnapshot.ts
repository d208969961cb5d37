import { createHash } from 'node:crypto';
import { boltFile, type BoltEntry } from './boltFile';
import { memberId } from './etcd';
import type { TalosCluster, TalosMachine } from './TalosMachine';

/** Large enough for several chunks. */
const PAGES = 256;

/**
 * A snapshot of the lab's etcd, as `EtcdSnapshot` streams it: a database that etcdutl
 * reads, with a few keys of Kubernetes and no Secret, then its hash, so that a cut one
 * is found out.
 */
export function etcdSnapshot(
  machine: TalosMachine,
  cluster: TalosCluster,
): Buffer {
  const planes = cluster.machines.filter(one => one.isControlPlane);
  const keys = [
    ...cluster.machines.map(({ name }) => `/registry/minions/${name}`),
    '/registry/namespaces/default',
    '/registry/namespaces/kube-system',
  ];
  // etcd counts its first revision for itself.
  const revisions = keys.map((key, index) => ({ key, revision: index + 2 }));
  const database = boltFile(
    new Map<string, BoltEntry[]>([
      ['alarm', []],
      ['auth', []],
      ['authRoles', []],
      ['authUsers', []],
      ['cluster', [['clusterVersion', '3.6.0']]],
      [
        'key',
        revisions.map(({ key, revision }) => [
          revisionKey(revision),
          keyValue(key, { revision, value: `read from ${machine.name}` }),
        ]),
      ],
      ['lease', []],
      [
        'members',
        planes
          .map((plane): BoltEntry => {
            const id = memberId(plane);
            return [
              id.toString(16).padStart(16, '0'),
              // A number of JavaScript would lose the end of the id.
              `{"id":${id},"peerURLs":["https://${plane.address}:2380"],"name":"${plane.name}"}`,
            ];
          })
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      ],
      ['members_removed', []],
      [
        'meta',
        [
          [
            'confState',
            `{"voters":[${planes.map(memberId).join(',')}],"auto_leave":false}`,
          ],
          ['consistent_index', bigEndian(182734)],
          ['storageVersion', '3.6.0'],
          ['term', bigEndian(7)],
        ],
      ],
    ]),
    { pages: PAGES },
  );
  const hash = createHash('sha256').update(database).digest();
  return Buffer.concat([database, hash]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Main and sub revision; etcd orders its keys by when they were written. */
function revisionKey(revision: number): Buffer {
  return Buffer.concat([bigEndian(revision), Buffer.from('_'), bigEndian(0)]);
}

/** `mvccpb.KeyValue`; everything here is shorter than 128, so a length is one byte. */
function keyValue(
  key: string,
  { revision, value }: { revision: number; value: string },
): Buffer {
  const text = (field: number, content: string) => [
    Buffer.from([field * 8 + 2, content.length]),
    Buffer.from(content),
  ];
  const number = (field: number, content: number) =>
    Buffer.from([field * 8, content]);
  return Buffer.concat([
    ...text(1, key),
    number(2, revision),
    number(3, revision),
    number(4, 1),
    ...text(5, value),
  ]);
}
