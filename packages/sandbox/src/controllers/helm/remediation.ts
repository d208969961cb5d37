import { StoredObject } from '../../kubernetes/ObjectStore';
import { parseDuration } from '../runtime/parseDuration';

/** What is done after an action failed. @public */
export interface Remediation {
  /** `retry` leaves what is there and tries again. */
  strategy: 'retry' | 'rollback' | 'uninstall';
  /** How many times it is tried again. */
  retries: number;
  /** Whether the last failure, too, is remediated. */
  remediatesLast: boolean;
  /** Pause before a retry that follows no remediation. */
  retryIntervalMs: number;
}

/** helm-controller's default for `strategy.retryInterval`. */
const DEFAULT_RETRY_INTERVAL_MS = 300_000;

/** A negative number of retries means without end. */
const unlimited = (retries: number) =>
  retries < 0 ? Number.POSITIVE_INFINITY : retries;

/**
 * What a HelmRelease's spec says about a failed install or upgrade
 * (fluxcd/helm-controller, docs/spec/v2/helmreleases.md: install and upgrade
 * strategy and remediation).
 * @public
 */
export function remediationOf(
  object: StoredObject,
  action: 'install' | 'upgrade',
): Remediation {
  const { strategy, remediation = {} } = object.spec?.[action] ?? {};
  const retryIntervalMs = parseDuration(
    strategy?.retryInterval,
    DEFAULT_RETRY_INTERVAL_MS,
  );
  if (strategy?.name === 'RetryOnFailure') {
    return {
      strategy: 'retry',
      retries: Number.POSITIVE_INFINITY,
      remediatesLast: false,
      retryIntervalMs,
    };
  }
  const retries = unlimited(remediation.retries ?? 0);
  return {
    strategy:
      action === 'upgrade' ? remediation.strategy ?? 'rollback' : 'uninstall',
    retries,
    remediatesLast: remediation.remediateLastFailure ?? retries > 0,
    retryIntervalMs,
  };
}
