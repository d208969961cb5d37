import type { Severity } from '@homestage/backstage-plugin-lab-common';
import type { CertificateRow } from '../contract/summary';
import type { CertificateFacts } from '../facts/snapshots';

const DAY_MS = 86_400_000;

/** Days before the end of a long-lived certificate at which it is told, worst first. */
const STEPS: ReadonlyArray<readonly [days: number, severity: Severity]> = [
  [7, 'error'],
  [14, 'warning'],
  [30, 'info'],
];

/**
 * Certificates that live less are renewed by a machine: inside the cluster Talos
 * gives six hours and renews in the last. Days would always alarm.
 */
const SHORT_LIFE_MS = 2 * DAY_MS;
const SHORT_REST_RATIO = 1 / 12;

const MEANINGS: Readonly<Record<CertificateFacts['kind'], string>> = {
  client:
    'When it ends the portal sees nothing any more; make a new talosconfig before.',
  ca: 'When it ends no machine trusts another; rotate it long before.',
  serving: 'The machine renews it by itself while it runs.',
};

/**
 * The certificates of a cluster, the one that ends first on top.
 *
 * @public
 */
export function deriveCertificates(
  cluster: string,
  certificates: readonly CertificateFacts[],
  options: { now: number },
): CertificateRow[] {
  return certificates
    .map(certificate => {
      const endMs = Date.parse(certificate.notAfter);
      return {
        cluster,
        kind: certificate.kind,
        name: certificate.name,
        severity: severityOf(certificate, options.now),
        notAfter: certificate.notAfter,
        daysLeft: Math.floor((endMs - options.now) / DAY_MS),
        sentence: MEANINGS[certificate.kind],
        ...(certificate.roles ? { roles: [...certificate.roles] } : {}),
        seenAt: certificate.seenAt,
      };
    })
    .sort((a, b) => Date.parse(a.notAfter) - Date.parse(b.notAfter));
}

function severityOf(certificate: CertificateFacts, now: number): Severity {
  const endMs = Date.parse(certificate.notAfter);
  const lifeMs = endMs - Date.parse(certificate.notBefore);
  const leftMs = endMs - now;
  if (!Number.isFinite(leftMs)) {
    return 'unknown';
  }
  if (leftMs <= 0) {
    return 'error';
  }
  if (lifeMs < SHORT_LIFE_MS) {
    return leftMs < lifeMs * SHORT_REST_RATIO ? 'warning' : 'ok';
  }
  return STEPS.find(([days]) => leftMs < days * DAY_MS)?.[1] ?? 'ok';
}

/** When a day less will be left, or a step is taken: the next time to look. */
export function nextCertificateChangeMs(
  certificates: readonly CertificateFacts[],
  options: { now: number },
): number | undefined {
  const times = certificates.flatMap(({ notBefore, notAfter }) => {
    const endMs = Date.parse(notAfter);
    const lifeMs = endMs - Date.parse(notBefore);
    const leftMs = endMs - options.now;
    if (!Number.isFinite(leftMs) || leftMs <= 0) {
      return [];
    }
    const restMs = leftMs % DAY_MS;
    const shortMs = leftMs - lifeMs * SHORT_REST_RATIO;
    const waits = [restMs || DAY_MS, leftMs];
    if (lifeMs < SHORT_LIFE_MS && shortMs > 0) {
      waits.push(shortMs);
    }
    return [options.now + Math.min(...waits) + 1];
  });
  return times.length ? Math.min(...times) : undefined;
}
