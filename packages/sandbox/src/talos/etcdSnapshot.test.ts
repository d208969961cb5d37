import { createHash } from 'node:crypto';
import { boltFile } from './boltFile';
import { etcdSnapshot } from './etcdSnapshot';
import type { TalosMachine } from './TalosMachine';

const PAGE_BYTES = 4096;

const plane: TalosMachine = {
  name: 'cp-01',
  address: '10.0.0.1',
  isControlPlane: true,
  version: 'v1.13.9',
  schematic: 'abc',
  installDisk: '/dev/sda',
  otherDisks: [],
  mtu: 1500,
  timeServers: [],
};
const take = () =>
  etcdSnapshot(plane, { machines: [plane], alive: new Set(['cp-01']) });

describe('a snapshot of the lab’s etcd', () => {
  it('ends with the hash of the pages before it', () => {
    const file = take();
    const database = file.subarray(0, -32);
    expect(database.length % PAGE_BYTES).toBe(0);
    expect(createHash('sha256').update(database).digest()).toEqual(
      file.subarray(-32),
    );
  });

  it('is the same each time it is taken, and names its members', () => {
    const file = take();
    expect(file.equals(take())).toBe(true);
    expect(file.includes('"peerURLs":["https://10.0.0.1:2380"]')).toBe(true);
    expect(file.includes('/registry/secrets')).toBe(false);
  });
});

describe('boltFile', () => {
  it('lays out two metas with their checksums, the free pages and the root', () => {
    const file = boltFile(new Map([['b', [['k', 'v']]]]), { pages: 6 });
    expect(file).toHaveLength(6 * PAGE_BYTES);
    const page = (id: number) => file.subarray(id * PAGE_BYTES);
    expect([0, 1, 2, 3].map(id => page(id).readUInt16LE(8))).toEqual([
      4, 4, 16, 2,
    ]);
    expect(page(2).readBigUInt64LE(16)).toBe(4n);
    // The later transaction, and FNV-1a of what stands before it.
    expect(page(1).readBigUInt64LE(16 + 48)).toBe(1n);
    expect(page(1).readBigUInt64LE(16 + 56)).toBe(0x8850098a2b4f178dn);
  });

  it('refuses what does not fit on the root page', () => {
    const large = 'x'.repeat(PAGE_BYTES);
    expect(() =>
      boltFile(new Map([['b', [['k', large]]]]), { pages: 8 }),
    ).toThrow('more than a page');
  });
});
