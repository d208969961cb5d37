import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { CertificateFacts } from '@homestage/backstage-plugin-talos-common';
import { TalosconfigError, type TalosconfigProblem } from './TalosconfigError';

const NEW_ONE =
  'Make a new one with an administrator’s: talosctl config new --roles os:reader talosconfig';

/** OID of the extended key usage clientAuth. */
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';

function fail(
  problem: TalosconfigProblem,
  message: string,
  cause?: unknown,
): never {
  throw new TalosconfigError(problem, { message, nextStep: NEW_ONE, cause });
}

function pemOf(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') {
    return fail('truncated', `The talosconfig has no ${name}.`);
  }
  const text = Buffer.from(value, 'base64').toString('utf8');
  if (!/-----BEGIN [^-]+-----[\s\S]+-----END [^-]+-----/.test(text)) {
    return fail(
      'truncated',
      `The field ${name} of the talosconfig is cut off, or no PEM in base64.`,
    );
  }
  return text;
}

function certificateOf(pem: string, name: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    return fail(
      'bad-certificate',
      `The field ${name} of the talosconfig is no certificate.`,
      cause,
    );
  }
}

/**
 * Talos writes the label `ED25519 PRIVATE KEY` around what is PKCS #8, which
 * OpenSSL does not load (siderolabs/crypto x509/constants.go).
 */
function keyOf(pem: string): { key: KeyObject; text: string } {
  const text = pem.replace(/ED25519 PRIVATE KEY/g, 'PRIVATE KEY');
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    // The cause would show where in the key reading stopped.
    return fail('bad-key', 'The key of the talosconfig can not be read.');
  }
  if (key.asymmetricKeyType !== 'ed25519') {
    return fail(
      'bad-key',
      `The key of the talosconfig is ${key.asymmetricKeyType}; those of Talos are Ed25519.`,
    );
  }
  return { key, text };
}

/** Reads authority, certificate and key, and checks that they belong together. */
export function readCredential(
  fields: { ca?: unknown; crt?: unknown; key?: unknown },
  options: { context: string; now: number },
) {
  const caPem = pemOf(fields.ca, 'ca');
  const certificatePem = pemOf(fields.crt, 'crt');
  const authority = certificateOf(caPem, 'ca');
  const certificate = certificateOf(certificatePem, 'crt');
  const { key, text } = keyOf(pemOf(fields.key, 'key'));
  if (!certificate.checkPrivateKey(key)) {
    fail(
      'bad-key',
      'The key of the talosconfig belongs to another certificate.',
    );
  }
  if (!certificate.verify(authority.publicKey)) {
    fail(
      'bad-certificate',
      'The certificate of the talosconfig was not issued by the authority in it.',
    );
  }
  if (!(certificate.keyUsage ?? []).includes(CLIENT_AUTH)) {
    fail(
      'bad-certificate',
      'The certificate of the talosconfig is not for clients (no clientAuth): Talos has refused such since 1.12.',
    );
  }
  if (Date.parse(certificate.validTo) <= options.now) {
    fail(
      'expired',
      `The certificate of the talosconfig ended on ${dateOf(
        certificate.validTo,
      )}.`,
    );
  }
  const roles = rolesOf(certificate);
  const facts = (
    kind: CertificateFacts['kind'],
    name: string,
    seen: X509Certificate,
  ): CertificateFacts => ({
    kind,
    name,
    notBefore: new Date(seen.validFrom).toISOString(),
    notAfter: new Date(seen.validTo).toISOString(),
    ...(kind === 'client' ? { roles } : {}),
    seenAt: new Date(options.now).toISOString(),
  });
  return {
    ca: caPem,
    certificate: certificatePem,
    key: text,
    roles,
    certificates: [
      facts('client', options.context, certificate),
      facts('ca', `of ${options.context}`, authority),
    ],
  };
}

function dateOf(text: string): string {
  return new Date(text).toISOString().slice(0, 10);
}

/** Roles are the organisations of the subject, one a line. */
function rolesOf(certificate: X509Certificate): string[] {
  return certificate.subject
    .split('\n')
    .filter(line => line.startsWith('O='))
    .map(line => line.slice(2));
}
