import type { RequestOptions } from '@homestage/backstage-plugin-lab-common';
import type { EtcdAnswer } from '../contract/etcd';
import type {
  MachineDetailAnswer,
  MachineRef,
  MachineRowsAnswer,
} from '../contract/machine';
import type {
  CertificatesAnswer,
  ConditionsAnswer,
  DriftAnswer,
  TalosSummaryAnswer,
} from '../contract/summary';
import type { UpgradesAnswer } from '../contract/upgrade';

/**
 * Reads what the portal knows of the machines. An unchanged answer is the same
 * object as before, so that pages need not draw again. A refused request rejects
 * with an error that carries the server's sentence; one of HTTP 404 has the name
 * `NotFoundError`, 403 `NotAllowedError`.
 *
 * @public
 */
export interface TalosPortalClient {
  summary(options?: RequestOptions): Promise<TalosSummaryAnswer>;
  machines(options?: RequestOptions): Promise<MachineRowsAnswer>;
  machine(
    ref: MachineRef,
    options?: RequestOptions,
  ): Promise<MachineDetailAnswer>;
  etcd(options?: RequestOptions): Promise<EtcdAnswer>;
  certificates(options?: RequestOptions): Promise<CertificatesAnswer>;
  drift(options?: RequestOptions): Promise<DriftAnswer>;
  upgrades(options?: RequestOptions): Promise<UpgradesAnswer>;
  conditions(options?: RequestOptions): Promise<ConditionsAnswer>;
}
