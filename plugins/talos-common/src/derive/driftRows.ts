import type { Severity } from '@homestage/backstage-plugin-lab-common';
import type { DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { Declared } from '../facts/snapshots';

/** What a row says besides where it belongs. */
type Told = Pick<
  DriftRow,
  'what' | 'severity' | 'verdict' | 'declared' | 'live' | 'sentence'
>;

/** A row about something that Git says, which leads to its line. */
export function declaredRow(
  facts: MachineFacts,
  declared: Declared<unknown>,
  told: Told,
): DriftRow {
  const { file, line, url } = declared;
  return { ...liveRow(facts, told), file, line, ...(url ? { url } : {}) };
}

/** A row about something that only the machine says. */
export function liveRow(facts: MachineFacts, told: Told): DriftRow {
  const { cluster, name: machine, node } = facts;
  return { cluster, machine, node, ...told };
}

/** One fact in words, on both sides. */
export interface ComparedFact {
  readonly what: string;
  readonly declared: Declared<unknown> | undefined;
  /** What Git says, in words; by itself when it is left out. */
  readonly text?: string;
  /** Unset: not known. */
  readonly live: string | undefined;
  /** Whether both are the same; by their words when it is left out. */
  readonly isSame?: boolean;
  readonly severity?: Severity;
}

/** The row of a fact that differs or can not be compared; none when it is the same. */
export function compareFact(
  facts: MachineFacts,
  compared: ComparedFact,
): DriftRow[] {
  const { what, declared, live, severity = 'warning' } = compared;
  if (!declared) {
    return [];
  }
  const text = compared.text ?? String(declared.value);
  if (live === undefined) {
    return [
      declaredRow(facts, declared, {
        what,
        severity: 'unknown',
        verdict: 'notKnown',
        declared: text,
        sentence: `Git says ${text}; what the machine has is not known.`,
      }),
    ];
  }
  if (compared.isSame ?? text === live) {
    return [];
  }
  return [
    declaredRow(facts, declared, {
      what,
      severity,
      verdict: 'differs',
      declared: text,
      live,
      sentence: `Git says ${text}, the machine has ${live}.`,
    }),
  ];
}
