import type { MachineSnapshot } from '../facts/snapshots';
import { judgeTalos } from '../judge/judgeTalos';
import {
  cluster,
  machine,
  NOW,
  resource,
  seen,
} from '../__testUtils__/snapshots';
import { told } from '../__testUtils__/told';
import { withoutRunbook } from '../__testUtils__/runbooks';

const array = (rest: object) => ({
  arrays: seen(
    resource('data', {
      level: 'raid1',
      status: 'ready',
      syncAction: 'idle',
      raidDevices: 2,
      members: ['/dev/sda', '/dev/sdb'],
      ...rest,
    }),
  ),
});

const scrub = (status?: string) => ({
  scrubs: seen(resource('EPHEMERAL', { mountpoint: '/var', status })),
});

describe('arrays and file systems', () => {
  it.each<[string, MachineSnapshot['parts'], string[]]>([
    ['an array that is whole', array({}), []],
    [
      'a disk that is lost',
      array({ members: ['/dev/sda'] }),
      ['warning array-degraded/data: status: ready; 1 of 2 disks'],
    ],
    [
      'disks that never came',
      array({ status: 'waiting', raidDevices: 0, members: ['/dev/sda'] }),
      ['warning array-degraded/data: status: waiting'],
    ],
    [
      'a copy that is written anew',
      array({ status: 'rebuilding', syncAction: 'recover' }),
      [
        'warning array-syncing/data: status: rebuilding; sync: recover; 2 of 2 disks',
      ],
    ],
    [
      'a regular look at all copies',
      array({ status: 'rebuilding', syncAction: 'check' }),
      [
        'info array-syncing/data: status: rebuilding; sync: check; 2 of 2 disks',
      ],
    ],
    [
      'an array that does not work',
      array({ status: 'error', error: 'create: no such device' }),
      ['error array-failed/data: status: error; 2 of 2 disks'],
    ],
    [
      'an array that says nothing of itself',
      { arrays: seen(resource('data', { level: 'raid1' })) },
      ['unknown array-degraded/data: status: not known'],
    ],
    ['a check that went well', scrub('success'), []],
    ['a check that is due', scrub('scheduled'), []],
    ['a check that nothing is known of', scrub(), []],
    [
      'a check that failed',
      scrub('exit status 1'),
      [
        'warning scrub-failed/EPHEMERAL: status: exit status 1; mounted on /var',
      ],
    ],
    [
      'a version that has neither',
      { arrays: { status: 'absent' }, scrubs: { status: 'absent' } },
      [],
    ],
  ])('%s', (_, parts, expected) => {
    const { conditions } = judgeTalos(
      [cluster([machine('worker-02', '10.0.0.12', { parts })])],
      { now: NOW },
    ).clusters[0];
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });
});
