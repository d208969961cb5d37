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

const conditionsOf = (parts: MachineSnapshot['parts']) =>
  judgeTalos([cluster([machine('worker-02', '10.0.0.12', { parts })])], {
    now: NOW,
  }).clusters[0].machines[0].conditions;

/** Talos writes the answer as a text. */
const upstream = (addr: string, healthy: unknown) =>
  resource(`#000 ${addr}`, { addr: `${addr}:53`, healthy });

describe('the network around a machine', () => {
  it.each<[string, MachineSnapshot['parts'], string[]]>([
    [
      'name servers that answer',
      { dnsUpstreams: seen(upstream('1.1.1.1', 'true')) },
      [],
    ],
    [
      'one name server of two is silent',
      {
        dnsUpstreams: seen(
          upstream('1.1.1.1', 'false'),
          upstream('1.0.0.1', 'true'),
        ),
      },
      [
        'warning dns-upstream-unhealthy: 1.1.1.1:53: fails; 1.0.0.1:53: answers',
      ],
    ],
    [
      'no name server answers',
      { dnsUpstreams: seen(upstream('1.1.1.1', false)) },
      ['error dns-upstream-unhealthy: 1.1.1.1:53: fails'],
    ],
    [
      'a name server that nothing is known of is neither',
      { dnsUpstreams: seen(upstream('1.1.1.1', 'maybe')) },
      [],
    ],
    [
      'a probe fails',
      {
        probes: seen(
          resource('tcp:nas:2049', { success: false, lastError: 'timed out' }),
          resource('tcp:dns:53', { success: true, lastError: '' }),
        ),
      },
      ['warning probe-failed/tcp:nas:2049: success: false'],
    ],
    [
      'a session with a router does not come up',
      {
        bgpPeers: seen(
          resource('a', {
            peer: '10.0.0.254',
            peerASN: 64512,
            state: 'ACTIVE',
          }),
          resource('b', { peer: '10.0.0.253', state: 'ESTABLISHED' }),
        ),
      },
      ['warning bgp-peer-down/10.0.0.254: state: ACTIVE; AS 64512'],
    ],
    [
      'a session that nothing is known of',
      { bgpPeers: seen(resource('a', { peer: '10.0.0.254' })) },
      ['unknown bgp-peer-down/10.0.0.254: state: UNKNOWN'],
    ],
    [
      'a version that has none of it',
      { bgpPeers: { status: 'absent' }, probes: { status: 'absent' } },
      [],
    ],
  ])('%s', (_, parts, expected) => {
    const conditions = conditionsOf(parts);
    expect(told(conditions)).toEqual(expected);
    expect(withoutRunbook(conditions)).toEqual([]);
  });
});
