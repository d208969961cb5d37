import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import { ifKnown } from '../read/ifKnown';
import type { ConditionDraft } from './createCondition';

/** What a machine says of the network around it. */
export function networkRules(machine: MachineFacts): ConditionDraft[] {
  return [...dnsRules(machine), ...probeRules(machine), ...bgpRules(machine)];
}

function dnsRules(machine: MachineFacts): ConditionDraft[] {
  const upstreams = machine.dnsUpstreams ?? [];
  const silent = upstreams.filter(({ isHealthy }) => isHealthy === false);
  if (silent.length === 0) {
    return [];
  }
  const areAll = silent.length === upstreams.length;
  const names = silent.map(({ address }) => address).join(', ');
  return [
    {
      rule: 'dns-upstream-unhealthy',
      layer: 'network',
      severity: areAll ? 'error' : 'warning',
      title: areAll
        ? `No name server answers ${machine.name}`
        : `A name server does not answer ${machine.name}`,
      cause: `${names} ${
        silent.length === 1 ? 'fails' : 'fail'
      } the checks that Talos makes.`,
      evidence: upstreams.map(
        ({ address, isHealthy }) =>
          `${address}: ${ifKnown(isHealthy, {
            yes: 'answers',
            no: 'fails',
            unknown: 'not known',
          })}`,
      ),
      takesDown: areAll
        ? 'Images are not pulled on it, and its pods find no name outside the cluster.'
        : 'Nothing now; names are asked of the others.',
      runbook: 'dns-outage',
      anchor: 'check',
      nextSteps: [`Ask again: talosctl -n ${machine.node} get dnsupstream`],
    },
  ];
}

function probeRules(machine: MachineFacts): ConditionDraft[] {
  return (machine.probes ?? [])
    .filter(({ isSuccessful }) => isSuccessful === false)
    .map(({ id, error, since }) => ({
      rule: 'probe-failed',
      about: id,
      layer: 'network',
      severity: 'warning',
      title: `The probe ${id} of ${machine.name} fails`,
      cause: error ?? 'Talos does not say why.',
      evidence: ['success: false'],
      takesDown: 'What this probe stands for can not be reached from it.',
      since,
      runbook: 'link-down',
      anchor: 'what-does-the-machine-reach',
      nextSteps: [`Look at it: talosctl -n ${machine.node} get probes ${id}`],
    }));
}

const ESTABLISHED = 'ESTABLISHED';

/** In the first moments a session is on its way; the runbook asks to look again. */
function bgpRules(machine: MachineFacts): ConditionDraft[] {
  return (machine.bgpPeers ?? [])
    .filter(({ state }) => state !== ESTABLISHED)
    .map(({ peer, asn, state = 'UNKNOWN', since }) => ({
      rule: 'bgp-peer-down',
      about: peer,
      layer: 'network',
      severity: state === 'UNKNOWN' ? 'unknown' : 'warning',
      title:
        state === 'UNKNOWN'
          ? `Whether ${machine.name} has a session with ${peer} is not known`
          : `${machine.name} has no session with ${peer}`,
      cause: 'Router and machine do not agree, or do not reach each other.',
      evidence: [
        `state: ${state}`,
        ...(asn === undefined ? [] : [`AS ${asn}`]),
      ],
      takesDown: 'Addresses that only this router leads to the machine.',
      since,
      runbook: 'link-down',
      anchor: 'what-does-the-machine-reach',
      nextSteps: [
        `Look at it: talosctl -n ${machine.node} get bgppeerstatus -o yaml`,
      ],
    }));
}

/** Links that are not there, and sizes of packets, which are not as Git says. */
export function declaredLinkRules(
  { node, name }: MachineFacts,
  drift: readonly DriftRow[],
): ConditionDraft[] {
  return drift
    .filter(row => row.node === node && row.severity === 'warning')
    .flatMap(({ what, verdict, sentence, file, line }): ConditionDraft[] => {
      const [, link, fact] = /^link (.+?)(?:: (MTU))?$/.exec(what) ?? [];
      const evidence = [sentence, ...(file ? [`${file}:${line}`] : [])];
      if (fact && verdict === 'differs') {
        return [
          {
            rule: 'link-mtu',
            about: link,
            layer: 'network',
            severity: 'warning',
            title: `The MTU of ${link} on ${name} is not what Git says`,
            cause: 'It was changed by hand, or Git was and it was not applied.',
            evidence,
            takesDown:
              'Large packets may be lost on their way to machines with another one, while small ones pass.',
            runbook: 'link-down',
            anchor: 'another-mtu',
            nextSteps: [
              'Compare the line in Git with the machine, under Drift.',
            ],
          },
        ];
      }
      return link && !what.includes(': ') && verdict === 'onlyInGit'
        ? [
            {
              rule: 'link-missing',
              about: link,
              layer: 'network',
              severity: 'warning',
              title: `${name} has no link ${link}`,
              cause: 'The card is gone or not seen, or has another name now.',
              evidence,
              takesDown: 'What Git has it for.',
              runbook: 'link-down',
              anchor: 'check',
              nextSteps: [`See which there are: talosctl -n ${node} get links`],
            },
          ]
        : [];
    });
}
