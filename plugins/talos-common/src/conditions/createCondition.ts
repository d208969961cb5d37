import type { TalosCondition } from '../contract/condition';
import type { MachineFacts } from '../facts/MachineFacts';

/** What a rule says; the rest follows from what it is about. */
export interface ConditionDraft
  extends Pick<TalosCondition, 'severity' | 'title' | 'evidence'> {
  /** Stable name of the rule, in kebab case. */
  readonly rule: string;
  /** What it is about where a machine may have several of one rule. */
  readonly about?: string;
  readonly layer?: TalosCondition['layer'];
  readonly cause?: string;
  readonly takesDown?: string;
  readonly since?: string;
  readonly runbook?: string;
  readonly anchor?: string;
  readonly nextSteps?: readonly string[];
}

/** When a fact was last seen, and what runbooks need to know beside the machine. */
export interface ConditionPlace {
  readonly cluster: string;
  readonly lastSeen: string;
  /** Address of a control plane that answers: where talosctl is sent. */
  readonly controlPlane?: string;
}

/** Makes the condition of a machine. */
export function machineCondition(
  draft: ConditionDraft,
  machine: Pick<MachineFacts, 'name' | 'node' | 'cluster'>,
  place: ConditionPlace,
): TalosCondition {
  return {
    ...complete(draft, place, {
      'node.name': machine.name,
      'node.address': machine.node,
    }),
    id: idOf([place.cluster, machine.node, draft.rule, draft.about]),
    node: machine.node,
    subject: machine.name,
  };
}

/** Makes the condition of a whole cluster. */
export function clusterCondition(
  draft: ConditionDraft,
  place: ConditionPlace,
): TalosCondition {
  return {
    ...complete(draft, place, {}),
    id: idOf([place.cluster, draft.rule, draft.about]),
    subject: place.cluster,
  };
}

function idOf(parts: ReadonlyArray<string | undefined>): string {
  return ['talos', ...parts.filter(part => part !== undefined)].join('/');
}

function complete(
  draft: ConditionDraft,
  place: ConditionPlace,
  parameters: Record<string, string>,
): Omit<TalosCondition, 'id' | 'subject'> {
  const { rule: _, about: _about, runbook, anchor, layer, ...rest } = draft;
  return {
    ...rest,
    layer: layer ?? 'node',
    cluster: place.cluster,
    evidence: [...draft.evidence],
    lastSeen: place.lastSeen,
    blockedBy: [],
    nextSteps: [...(draft.nextSteps ?? [])],
    ...(runbook
      ? {
          runbook: {
            page: runbook,
            anchor,
            parameters: {
              ...parameters,
              ...(place.controlPlane
                ? { 'control_plane.address': place.controlPlane }
                : {}),
            },
          },
        }
      : {}),
  };
}
