import {
  fieldsOf,
  listOf,
  textOf,
} from '@homestage/backstage-plugin-lab-common';
import type { EtcdStatusFacts, MachineEtcdFacts } from '../facts/MachineFacts';
import type { MachineSnapshot } from '../facts/snapshots';
import { etcdHexOf, etcdIdOf } from './etcdId';
import { countOf, messageOf, resourceOf, textsOf } from './fields';

/** What a machine says of etcd; empty for a worker. */
export function readEtcd(machine: MachineSnapshot): MachineEtcdFacts {
  const own = fieldsOf(resourceOf(machine, 'etcdMember')?.spec);
  const members = messageOf(machine, 'etcdMembers');
  const alarms = messageOf(machine, 'etcdAlarms');
  return {
    memberId: etcdHexOf(own.memberID),
    quotaBytes: readQuota(machine),
    status: readEtcdStatus(machine.parts.etcdStatus?.answer),
    members:
      members &&
      listOf(members.members).flatMap(member => {
        const id = etcdIdOf(member.id);
        return id
          ? {
              id,
              name: textOf(member.hostname) ?? '',
              peerUrls: textsOf(member.peerUrls),
              isLearner: member.isLearner === true,
            }
          : [];
      }),
    alarms:
      alarms &&
      listOf(alarms.memberAlarms).flatMap(alarm => {
        const memberId = etcdIdOf(alarm.memberId);
        const name = textOf(alarm.alarm);
        return memberId && name && name !== 'NONE'
          ? { memberId, alarm: name }
          : [];
      }),
  };
}

/**
 * Reads the answer of `machine.MachineService/EtcdStatus`.
 *
 * @returns undefined when it is none
 * @public
 */
export function readEtcdStatus(answer: unknown): EtcdStatusFacts | undefined {
  const [message] = listOf(fieldsOf(answer).messages);
  const status = fieldsOf(message?.memberStatus);
  const memberId = etcdIdOf(status.memberId);
  return memberId === undefined
    ? undefined
    : {
        memberId,
        leaderId: etcdIdOf(status.leader),
        version: textOf(status.protocolVersion),
        storageVersion: textOf(status.storageVersion),
        dbSizeBytes: countOf(status.dbSize),
        dbInUseBytes: countOf(status.dbSizeInUse),
        raftIndex: countOf(status.raftIndex),
        raftAppliedIndex: countOf(status.raftAppliedIndex),
        raftTerm: countOf(status.raftTerm),
        isLearner: status.isLearner === true,
        errors: textsOf(status.errors),
      };
}

/** Arguments are a text, or since Talos 1.13 a list of them. */
function readQuota(machine: MachineSnapshot): number | undefined {
  const { extraArgs } = fieldsOf(resourceOf(machine, 'etcdSpec')?.spec);
  const argument = fieldsOf(extraArgs)['quota-backend-bytes'];
  const quota = countOf(Array.isArray(argument) ? argument[0] : argument);
  return quota && quota > 0 ? quota : undefined;
}
