import type { TalosCondition } from '../contract/condition';
import type { EtcdCluster } from '../contract/etcd';
import type { CertificateRow, DriftRow } from '../contract/summary';
import type { MachineFacts } from '../facts/MachineFacts';
import type { DeclaredMachine, TalosClusterSnapshot } from '../facts/snapshots';
import type { MachineStatus } from '../status/machineStatus';

/**
 * A machine with what is thought of it.
 *
 * @public
 */
export interface JudgedMachine {
  readonly facts: MachineFacts;
  readonly declared?: DeclaredMachine;
  readonly status: MachineStatus;
  /** The status before it fell silent. */
  readonly lastKnown?: MachineStatus;
  /** Why; unset when it runs. */
  readonly message?: string;
  readonly since?: string;
  /** Those of this machine, worst first. */
  readonly conditions: readonly TalosCondition[];
}

/**
 * A cluster with what is thought of it.
 *
 * @public
 */
export interface JudgedCluster {
  readonly snapshot: TalosClusterSnapshot;
  readonly machines: readonly JudgedMachine[];
  /** Unset when no control plane is known. */
  readonly etcd?: EtcdCluster;
  readonly certificates: readonly CertificateRow[];
  readonly drift: readonly DriftRow[];
  /** All, those of the machines among them, worst first. */
  readonly conditions: readonly TalosCondition[];
}

/**
 * All clusters, judged at one moment.
 *
 * @public
 */
export interface TalosModel {
  /** Milliseconds since the epoch. */
  readonly judgedAtMs: number;
  readonly clusters: readonly JudgedCluster[];
  /** When time alone may change a judgement, milliseconds since the epoch; unset: never. */
  readonly validUntilMs?: number;
}
