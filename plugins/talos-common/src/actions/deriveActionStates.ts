import { mayCallRpc } from '../roles/rpcRoles';
import type { ActionState } from './actionContract';
import {
  TALOS_ACTION_IDS,
  TALOS_ACTIONS,
  type TalosActionId,
} from './talosActions';

/**
 * What decides whether somebody may act on a cluster.
 *
 * @public
 */
export interface ActionCircumstances {
  readonly cluster: string;
  /** `homestage.talos.actions.enabled`. */
  readonly isEnabled: boolean;
  /** `homestage.readOnly`. */
  readonly isReadOnly: boolean;
  /** Of the credential that acts; undefined: it can not be read, and why. */
  readonly roles: readonly string[] | undefined;
  readonly fault?: string;
  /** What the asker has the permission for. */
  readonly permitted: ReadonlySet<TalosActionId>;
}

/**
 * Says of each action whether the asker may do it now; if not, the first thing that
 * stands in the way, with what to do about it.
 *
 * @public
 */
export function deriveActionStates(
  circumstances: ActionCircumstances,
): ActionState[] {
  return TALOS_ACTION_IDS.map(id => {
    const reason = obstacleTo(id, circumstances);
    return reason === undefined
      ? { id, isAllowed: true }
      : { id, isAllowed: false, reason };
  });
}

function obstacleTo(
  id: TalosActionId,
  circumstances: ActionCircumstances,
): string | undefined {
  const { cluster, roles } = circumstances;
  const { permission, role, rpcs } = TALOS_ACTIONS[id];
  if (!circumstances.isEnabled) {
    return 'Actions are off in this portal. Switch them on with homestage.talos.actions.enabled: true.';
  }
  if (circumstances.isReadOnly) {
    return 'The portal is read-only now (homestage.readOnly: true), so nothing is done to machines.';
  }
  if (!circumstances.permitted.has(id)) {
    return `This needs the permission ${permission.name}. Ask an operator of this portal.`;
  }
  if (!roles) {
    return `The credential for actions on ${cluster} can not be used: ${
      circumstances.fault ?? 'it was not read yet.'
    }`;
  }
  if (!rpcs.every(rpc => mayCallRpc(rpc, roles))) {
    return `The credential has the role ${roleList(
      roles,
    )}, which is too weak. Make one with talosctl config new --roles ${role} talosconfig-actions, and name it in homestage.talos.clusters[${cluster}].actions.talosconfig.`;
  }
  return undefined;
}

function roleList(roles: readonly string[]): string {
  return roles.join(', ') || 'none';
}
