import type { EtcdCluster, EtcdMemberRow } from '../contract/etcd';
import { isVoting } from '../derive/deriveEtcd';

/**
 * In which order the members of etcd are defragmented, or why not now.
 *
 * @public
 */
export type DefragmentPlan =
  | {
      readonly members: ReadonlyArray<EtcdMemberRow & { node: string }>;
      readonly refusal?: undefined;
    }
  | { readonly members?: undefined; readonly refusal: string };

/**
 * One member at a time, the leader last: a member does not answer while it is
 * defragmented, so each of the others must. A cluster of one stands still meanwhile.
 *
 * @public
 */
export function planDefragment(etcd: EtcdCluster | undefined): DefragmentPlan {
  if (!etcd || etcd.members.length === 0) {
    return {
      refusal:
        'No etcd was seen on this cluster, so there is nothing to defragment.',
    };
  }
  if (etcd.healthyVoters < etcd.voters) {
    return {
      refusal: `Only ${etcd.healthyVoters} of ${etcd.voters} members answer. Bring the others back first: a member that is defragmented does not answer, which could cost the quorum.`,
    };
  }
  const learner = etcd.members.find(({ isLearner }) => isLearner);
  if (learner) {
    return {
      refusal: `${learner.name} still learns. Wait until it votes, then defragment.`,
    };
  }
  if (!etcd.members.some(({ isLeader }) => isLeader)) {
    return {
      refusal:
        'No member says who leads. Wait until one does, then defragment.',
    };
  }
  const unknown = etcd.members.find(({ node }) => node === undefined);
  if (unknown) {
    return {
      refusal: `The member ${unknown.id} is on no machine that the portal asks. Name its machine in the talosconfig, or remove the member.`,
    };
  }
  const members = etcd.members as Array<EtcdMemberRow & { node: string }>;
  return {
    members: [
      ...members.filter(({ isLeader }) => !isLeader),
      ...members.filter(({ isLeader }) => isLeader),
    ],
  };
}

/**
 * The member a snapshot is best taken from: one that answers and does not lead, since
 * reading the whole costs it something; undefined when none answers.
 *
 * @public
 */
export function snapshotMember(
  etcd: EtcdCluster | undefined,
): (EtcdMemberRow & { node: string }) | undefined {
  const answering = (etcd?.members ?? []).filter(
    (member): member is EtcdMemberRow & { node: string } =>
      member.node !== undefined && isVoting(member.state),
  );
  return answering.find(({ isLeader }) => !isLeader) ?? answering[0];
}
