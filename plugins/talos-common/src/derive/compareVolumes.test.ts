import { machine, resource, seen } from '../__testUtils__/snapshots';
import type { DeclaredMachine, DeclaredVolume } from '../facts/snapshots';
import { readMachine } from '../read/readMachine';
import { compareMachine } from './compareDeclared';

const GIB = 2 ** 30;
const at = <T>(value: T, line = 1) => ({ value, file: 'disks.yaml', line });

const VOLUMES = seen(
  resource('META', { phase: 'ready', parentLocation: '/dev/nvme0n1' }),
  resource('EPHEMERAL', {
    phase: 'ready',
    size: 100 * GIB,
    filesystem: 'xfs',
    parentLocation: '/dev/nvme0n1',
    mountSpec: { targetPath: '/var' },
  }),
  resource('u-media', {
    phase: 'ready',
    size: 50 * GIB,
    filesystem: 'xfs',
    encryptionProvider: 'luks2',
    parentLocation: '/dev/sda',
    mountSpec: { targetPath: '/var/mnt/media' },
  }),
  resource('u-late', { phase: 'waiting' }),
);
const DISKS = seen(
  resource('nvme0n1', {
    dev_path: '/dev/nvme0n1',
    serial: 'S1',
    symlinks: ['/dev/disk/by-id/nvme-S1'],
  }),
  resource('sda', { dev_path: '/dev/sda', serial: 'S2' }),
);

const worker = (parts: object = { volumes: VOLUMES, disks: DISKS }) =>
  readMachine(machine('worker-01', '10.0.0.11', { parts }));

const compare = (rest: Partial<DeclaredMachine>, facts = worker()) =>
  compareMachine(facts, { name: at('worker-01'), ...rest });

const tell = (...args: Parameters<typeof compare>) =>
  compare(...args).map(
    ({ verdict, what, declared, live }) =>
      `${verdict} ${what}: ${declared} / ${live}`,
  );

const volume = (
  id: string,
  rest: Partial<DeclaredVolume> = {},
): DeclaredVolume => ({ name: at(id, 5), id, ...rest });

/** Declared as it is, so that only what a test is about differs. */
const LATE = volume('u-late');
const LATE_ROW = 'differs volume u-late: ready / waiting';

describe('volumes against Git', () => {
  it('says nothing of what is the same', () => {
    expect(
      tell({
        volumes: [
          volume('EPHEMERAL', {
            minSizeBytes: at(20 * GIB),
            maxSizeBytes: at(100 * GIB),
          }),
          {
            name: at('/var/mnt/media'),
            mountedOn: '/var/mnt/media',
            filesystem: at('xfs'),
            encryption: at('luks2'),
            disk: at({ path: '/dev/sda', text: '/dev/sda' }),
          },
          LATE,
        ],
      }),
    ).toEqual([LATE_ROW]);
  });

  it.each<[string, DeclaredVolume, string]>([
    [
      'one that is not there',
      volume('u-gone', { name: at('u-gone', 9) }),
      'onlyInGit volume u-gone: u-gone / undefined',
    ],
    [
      'encryption that was never switched on',
      volume('EPHEMERAL', { encryption: at('luks2', 9) }),
      'differs volume EPHEMERAL: encryption: luks2 / none',
    ],
    [
      'another file system',
      volume('EPHEMERAL', { filesystem: at('ext4', 9) }),
      'differs volume EPHEMERAL: file system: ext4 / xfs',
    ],
    [
      'too small',
      volume('EPHEMERAL', { minSizeBytes: at(200 * GIB, 9) }),
      'differs volume EPHEMERAL: smallest size: at least 200 GiB / 100 GiB',
    ],
    [
      'too large',
      volume('EPHEMERAL', { maxSizeBytes: at(60 * GIB, 9) }),
      'differs volume EPHEMERAL: largest size: at most 60 GiB / 100 GiB',
    ],
    [
      'on another disk',
      volume('EPHEMERAL', {
        disk: at({ path: '/dev/sda', text: '/dev/sda' }, 9),
      }),
      'differs volume EPHEMERAL: disk: /dev/sda / /dev/nvme0n1',
    ],
  ])('%s', (_, declared, expected) => {
    const rows = tell({ volumes: [declared, volume('u-media'), LATE] });
    expect(rows).toContain(expected);
    expect(rows).toHaveLength(2);
    expect(
      compare({ volumes: [declared] }).filter(({ line }) => line === 9),
    ).toMatchObject([{ severity: 'warning', file: 'disks.yaml' }]);
  });

  it('names what a config made that Git does not ask for', () => {
    expect(tell({ volumes: [LATE] })).toEqual([
      LATE_ROW,
      'onlyLive volume u-media: undefined / u-media',
    ]);
  });

  it('is unknown where nothing was read', () => {
    expect(compare({ volumes: [LATE] }, worker({}))).toContainEqual(
      expect.objectContaining({ verdict: 'notKnown', severity: 'unknown' }),
    );
  });
});

describe('the install disk', () => {
  const disk = (text: string, rest: object) => ({
    installDisk: at({ text, ...rest }, 3),
  });

  it.each<[string, ReturnType<typeof disk>, string[]]>([
    ['its path', disk('a', { path: '/dev/nvme0n1' }), []],
    ['another name', disk('a', { path: '/dev/disk/by-id/nvme-S1' }), []],
    ['its serial number', disk('S1', { serial: 'S1' }), []],
    [
      'another disk',
      disk('/dev/sda', { path: '/dev/sda' }),
      ['differs install disk: /dev/sda / /dev/nvme0n1'],
    ],
    [
      'another serial number',
      disk('S2', { serial: 'S2' }),
      ['differs install disk: S2 / S1'],
    ],
    [
      'an expression',
      disk('size > 1TB', {}),
      ['notKnown install disk: size > 1TB / undefined'],
    ],
  ])('by %s', (_, declared, expected) => {
    expect(tell(declared)).toEqual(expected);
  });

  it.each([
    ['its disk', { disks: DISKS }],
    ['what else the disk is called', { volumes: VOLUMES }],
  ])('is unknown without %s', (_, parts) => {
    const byId = disk('by-id', { path: '/dev/disk/by-id/nvme-S1' });
    expect(tell(byId, worker(parts))).toEqual([
      'notKnown install disk: by-id / undefined',
    ]);
  });
});
