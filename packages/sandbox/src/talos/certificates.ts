import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

/** Talos' own keys are Ed25519, those of its Kubernetes and etcd are not. */
const ALGORITHM = { name: 'Ed25519' };
const DAY_MS = 86_400_000;
const CA_DAYS = 3650;
/** Clocks of clients may be behind. */
const BACKDATE_MS = 3_600_000;

const crypto = webcrypto as unknown as Crypto;

/** A certificate with its key, both as PEM. @public */
export interface TalosPair {
  certificate: string;
  key: string;
}

/** What a certificate is for. @public */
export type CertificateUse =
  | { for: 'server'; hosts: readonly string[] }
  | { for: 'client'; roles: readonly string[]; days: number };

const newKeys = () =>
  crypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ]) as Promise<CryptoKeyPair>;

const validity = (days: number) => {
  const now = new Date().getTime();
  return {
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + days * DAY_MS),
  };
};

async function keyPem(key: CryptoKey, label: string): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(der, label)}\n`;
}

/**
 * The authority of a lab's Talos API: all machines and clients are trusted by it.
 * It is kept in the directory, so that a talosconfig stays good from start to start.
 * @public
 */
export class TalosAuthority {
  readonly #certificate: x509.X509Certificate;
  readonly #key: CryptoKey;

  private constructor(certificate: x509.X509Certificate, key: CryptoKey) {
    this.#certificate = certificate;
    this.#key = key;
  }

  static async open(directory: string): Promise<TalosAuthority> {
    mkdirSync(directory, { recursive: true });
    const caFile = path.join(directory, 'ca.crt');
    const keyFile = path.join(directory, 'ca.key');
    if (!existsSync(caFile) || !existsSync(keyFile)) {
      const made = await createAuthority();
      writeFileSync(keyFile, made.key, { mode: 0o600 });
      writeFileSync(caFile, made.certificate);
    }
    const [der] = x509.PemConverter.decode(readFileSync(keyFile, 'utf8'));
    return new TalosAuthority(
      new x509.X509Certificate(readFileSync(caFile, 'utf8')),
      await crypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']),
    );
  }

  get certificate(): string {
    return `${this.#certificate.toString('pem')}\n`;
  }

  /** Client keys bear Talos' own label, which OpenSSL does not know. */
  async issue(use: CertificateUse): Promise<TalosPair> {
    const keys = await newKeys();
    const isServer = use.for === 'server';
    const certificate = await x509.X509CertificateGenerator.create(
      {
        subject: isServer
          ? `CN=${use.hosts[0]}`
          : use.roles.map(role => `O=${role}`).join(','),
        issuer: this.#certificate.subject,
        publicKey: keys.publicKey,
        signingKey: this.#key,
        signingAlgorithm: ALGORITHM,
        ...validity(isServer ? 1 : use.days),
        extensions: [
          new x509.ExtendedKeyUsageExtension([
            isServer
              ? x509.ExtendedKeyUsage.serverAuth
              : x509.ExtendedKeyUsage.clientAuth,
          ]),
          ...(isServer
            ? [
                new x509.SubjectAlternativeNameExtension(
                  use.hosts.map(host => ({
                    type: /^[\d.]+$|:/.test(host)
                      ? ('ip' as const)
                      : ('dns' as const),
                    value: host,
                  })),
                ),
              ]
            : []),
        ],
      },
      crypto,
    );
    return {
      certificate: `${certificate.toString('pem')}\n`,
      key: await keyPem(
        keys.privateKey,
        isServer ? 'PRIVATE KEY' : 'ED25519 PRIVATE KEY',
      ),
    };
  }
}

async function createAuthority(): Promise<TalosPair> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'O=talos',
      keys,
      signingAlgorithm: ALGORITHM,
      ...validity(CA_DAYS),
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    },
    crypto,
  );
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: await keyPem(keys.privateKey, 'PRIVATE KEY'),
  };
}
