import {
  compareSeverity,
  isCurrent,
} from '@homestage/backstage-plugin-lab-common';
import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { DeclaredMachine, TalosClusterSnapshot } from '../facts/snapshots';
import { kubeletVersionOf } from '../kubernetes/kubeletVersionOf';
import { compareDocuments } from '../config/compareDocuments';
import { compareMachine } from './compareDeclared';
import { mendDrift, type BareDriftRow } from './mendDrift';

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
      const documents = documentsOf(facts, snapshot);
      const seen = compareMachine(facts, declared, {
        kubeletVersion: kubeletVersionOf(
          snapshot.kubernetes,
          facts.kubernetes?.name ?? facts.name,
        ),
      });
      return whenSeen(facts, [
        // A line that the config itself differs in is told once.
        ...seen.filter(row => !documents.some(each => isSameLine(row, each))),
        ...documents,
      ]);
    }
    return isCurrent(snapshot.declared!.state) ? [stranger(facts)] : [];
  });
  const missing = snapshot.declared.machines
    .filter(declared => !found.has(declared))
    .map(declared => absent(snapshot, declared));
  return [...rows, ...missing]
    .map(mendDrift)
    .sort(
      (a, b) =>
        compareSeverity(b.severity, a.severity) ||
        a.machine.localeCompare(b.machine) ||
        a.what.localeCompare(b.what),
    );
}

function isSameLine(a: DriftRow, b: DriftRow): boolean {
  return a.file !== undefined && a.file === b.file && a.line === b.line;
}

/** A silent machine may have been mended: what it said last is no longer certain. */
function whenSeen(
  { state }: MachineFacts,
  rows: readonly DriftRow[],
): readonly DriftRow[] {
  return isCurrent(state)
    ? rows
    : rows.map(row => ({ ...row, severity: 'unknown' as const }));
}

function documentsOf(
  facts: MachineFacts,
  { declared, configs }: TalosClusterSnapshot,
): DriftRow[] {
  return declared?.configs
    ? compareDocuments(
        facts,
        configs?.machines.get(facts.node),
        declared.configs,
      )
    : [];
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

function absent(
  { name: cluster, state }: TalosClusterSnapshot,
  declared: DeclaredMachine,
): BareDriftRow {
  const { value, file, line, url } = declared.name;
  // Before anybody answered, nothing says which machines there are.
  const isKnown = isCurrent(state);
  return {
    cluster,
    machine: value,
    what: 'machine',
    severity: isKnown ? 'warning' : 'unknown',
    verdict: isKnown ? 'onlyInGit' : 'notKnown',
    declared: declared.address?.value ?? value,
    sentence: isKnown
      ? `Git has a record of ${value}, and the portal asks no such machine: it did not join, or the talosconfig does not name it.`
      : `Git has a record of ${value}; whether it is in the cluster is not known.`,
    file,
    line,
    ...(url ? { url } : {}),
  };
}
