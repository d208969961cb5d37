import {
  compareSeverity,
  isCurrent,
} from '@homestage/backstage-plugin-lab-common';
import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { DeclaredMachine, TalosClusterSnapshot } from '../facts/snapshots';
import { kubeletVersionOf } from '../kubernetes/kubeletVersionOf';
import { compareMachine } from './compareDeclared';

/** The record of a machine: by its address, else by its name. */
export function declaredOf(
  facts: MachineFacts,
  snapshot: TalosClusterSnapshot,
): DeclaredMachine | undefined {
  const declared = snapshot.declared?.machines ?? [];
  return (
    declared.find(({ address }) => address?.value === facts.node) ??
    declared.find(({ name }) => name.value === facts.name)
  );
}

/**
 * Where a cluster and Git differ: worst first, then by machine.
 *
 * @public
 */
export function deriveDrift(
  snapshot: TalosClusterSnapshot,
  machines: readonly MachineFacts[],
): DriftRow[] {
  if (!snapshot.declared) {
    return [];
  }
  const found = new Set<DeclaredMachine>();
  const rows = machines.flatMap(facts => {
    const declared = declaredOf(facts, snapshot);
    if (declared) {
      found.add(declared);
      return compareMachine(facts, declared, {
        kubeletVersion: kubeletVersionOf(
          snapshot.kubernetes,
          facts.kubernetes?.name ?? facts.name,
        ),
      });
    }
    return isCurrent(snapshot.declared!.state) ? [stranger(facts)] : [];
  });
  const missing = snapshot.declared.machines
    .filter(declared => !found.has(declared))
    .map(declared => absent(snapshot.name, declared));
  return [...rows, ...missing].sort(
    (a, b) =>
      compareSeverity(b.severity, a.severity) ||
      a.machine.localeCompare(b.machine) ||
      a.what.localeCompare(b.what),
  );
}

function stranger(facts: MachineFacts): DriftRow {
  return {
    cluster: facts.cluster,
    machine: facts.name,
    node: facts.node,
    what: 'machine',
    severity: 'warning',
    verdict: 'onlyLive',
    live: facts.node,
    sentence: `${facts.name} is in the cluster, and Git has no record of it: it can not be made again from Git.`,
  };
}

function absent(cluster: string, declared: DeclaredMachine): DriftRow {
  const { value, file, line, url } = declared.name;
  return {
    cluster,
    machine: value,
    what: 'machine',
    severity: 'warning',
    verdict: 'onlyInGit',
    declared: declared.address?.value ?? value,
    sentence: `Git has a record of ${value}, and the portal asks no such machine: it did not join, or the talosconfig does not name it.`,
    file,
    line,
    ...(url ? { url } : {}),
  };
}
