import type { Comparison } from '../contract/machine';
import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { Declared, DeclaredMachine } from '../facts/snapshots';
import { ifKnown } from '../read/ifKnown';
import type { TalosPartId } from '../parts/talosParts';
import { asSeen } from './asSeen';
import { compareLinks } from './compareLinks';
import { compareVolumes } from './compareVolumes';
import { compareFact, declaredRow, type ComparedFact } from './driftRows';

/** What runs beside what Git says. */
export function compareValue(
  live: string | undefined,
  declared: Declared<string> | undefined,
): Comparison {
  if (!declared) {
    return { live, verdict: live === undefined ? 'notKnown' : 'notDeclared' };
  }
  if (live === undefined) {
    return { declared: declared.value, verdict: 'notKnown' };
  }
  const verdict = live === declared.value ? 'same' : 'differs';
  return { live, declared: declared.value, verdict };
}

/**
 * Where a machine and Git differ, or could not be compared although Git says
 * something. Only what the role `os:reader` may read.
 *
 * @public
 */
export function compareMachine(
  facts: MachineFacts,
  declared: DeclaredMachine,
  options: { kubeletVersion?: string } = {},
): DriftRow[] {
  return [
    ...factsOf(facts, declared, options).flatMap(fact =>
      compareFact(facts, fact),
    ),
    ...compareExtensions(facts, declared),
    ...seenRows(facts, 'links', compareLinks(facts, declared.links)),
    ...seenRows(facts, 'volumes', compareVolumes(facts, declared)),
  ];
}

function factsOf(
  facts: MachineFacts,
  declared: DeclaredMachine,
  options: { kubeletVersion?: string },
): ComparedFact[] {
  const { addresses, kubernetes } = facts;
  const declaredAddress = declared.address;
  const hasAddress = addresses?.some(
    ({ address }) => address.split('/')[0] === declaredAddress?.value,
  );
  return [
    {
      what: 'version',
      live: facts.version,
      declared: declared.version,
      severity: 'warning',
    },
    {
      what: 'schematic',
      live: facts.schematic,
      declared: declared.schematic,
      severity: 'warning',
    },
    {
      what: 'Kubernetes version',
      live: options.kubeletVersion,
      declared: declared.kubernetesVersion,
      severity: 'warning',
    },
    { what: 'host name', live: facts.hostname, declared: declared.name },
    {
      what: 'address',
      live: hasAddress
        ? declaredAddress?.value
        : addresses?.map(({ address }) => address).join(', '),
      declared: declaredAddress,
    },
    {
      what: 'role',
      live: roleOf(facts.isControlPlane),
      declared: declared.isControlPlane && {
        ...declared.isControlPlane,
        value: roleOf(declared.isControlPlane.value)!,
      },
      severity: 'error',
    },
    {
      what: 'time servers',
      live: facts.time?.servers?.join(', '),
      declared: declared.timeServers && {
        ...declared.timeServers,
        value: declared.timeServers.value.join(', '),
      },
    },
    ...Object.entries(declared.labels?.value ?? {}).map(
      ([label, value]): ComparedFact => ({
        what: `label ${label}`,
        live: kubernetes && (kubernetes.labels[label] ?? 'not there'),
        declared: { ...declared.labels!, value },
      }),
    ),
  ];
}

function roleOf(isControlPlane: boolean | undefined): string | undefined {
  return ifKnown(isControlPlane, {
    yes: 'control plane',
    no: 'worker',
    unknown: undefined,
  });
}

function compareExtensions(
  facts: MachineFacts,
  { extensions: declared }: DeclaredMachine,
): DriftRow[] {
  if (!declared) {
    return [];
  }
  // Git names them `siderolabs/qemu-guest-agent`, the machine without the owner.
  const wanted = declared.value.map(name => name.replace(/^.*\//, ''));
  const live = facts.extensions?.map(({ name }) => name);
  const row = (name: string) =>
    declaredRow(facts, declared, {
      what: `extension ${name}`,
      severity: live ? 'warning' : 'unknown',
      verdict: live ? 'onlyInGit' : 'notKnown',
      declared: name,
      sentence: live
        ? `Git asks for the extension ${name}, and the machine runs without it.`
        : `Git asks for the extension ${name}; whether it runs is not known.`,
    });
  const extra = (live ?? []).filter(name => !wanted.includes(name));
  return [
    ...wanted.filter(name => !live?.includes(name)).map(row),
    ...extra.map(name =>
      declaredRow(facts, declared, {
        what: `extension ${name}`,
        severity: 'info',
        verdict: 'onlyLive',
        live: name,
        sentence: `The machine runs the extension ${name}, and Git does not name it.`,
      }),
    ),
  ];
}

/** What was not seen within its time may have been mended since. */
function seenRows(
  facts: MachineFacts,
  part: TalosPartId,
  rows: readonly DriftRow[],
): DriftRow[] {
  return rows.map(row => ({
    ...row,
    severity: asSeen(facts, part, row.severity),
  }));
}
