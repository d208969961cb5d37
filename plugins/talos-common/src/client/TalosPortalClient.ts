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

/**
 * Options of one request.
 *
 * @public
 */
export interface TalosRequestOptions {
  signal?: AbortSignal;
}

/**
 * Reads what the portal knows of the machines. An unchanged answer is the same
 * object as before, so that pages need not draw again. A refused request rejects
 * with an error that carries the server's sentence; one of HTTP 404 has the name
 * `NotFoundError`, 403 `NotAllowedError`.
 *
 * @public
 */
export interface TalosPortalClient {
  summary(options?: TalosRequestOptions): Promise<TalosSummaryAnswer>;
  machines(options?: TalosRequestOptions): Promise<MachineRowsAnswer>;
  machine(
    ref: MachineRef,
    options?: TalosRequestOptions,
  ): Promise<MachineDetailAnswer>;
  etcd(options?: TalosRequestOptions): Promise<EtcdAnswer>;
  certificates(options?: TalosRequestOptions): Promise<CertificatesAnswer>;
  drift(options?: TalosRequestOptions): Promise<DriftAnswer>;
  conditions(options?: TalosRequestOptions): Promise<ConditionsAnswer>;
}
