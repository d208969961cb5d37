import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60 * 1000;
const CA_DAYS = 3650;
const SERVER_DAYS = 365;
/** Clocks of clients may be behind. */
const BACKDATE_MS = 60 * 60 * 1000;

const crypto = webcrypto as unknown as Crypto;

/** A certificate with its key, both as PEM. */
export interface KeyPairPem {
  certificate: string;
  key: string;
}

interface Authority {
  certificate: x509.X509Certificate;
  keys: CryptoKeyPair;
  caFile: string;
}

const newKeys = () =>
  crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

const validity = (days: number) => {
  const now = new Date().getTime();
  return {
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now + days * DAY_MS),
  };
};

async function keyPem(key: CryptoKey): Promise<string> {
  const der = await crypto.subtle.exportKey('pkcs8', key);
  return `${x509.PemConverter.encode(der, 'PRIVATE KEY')}\n`;
}

async function readAuthority(
  caFile: string,
  keyFile: string,
): Promise<Authority> {
  const certificate = new x509.X509Certificate(readFileSync(caFile, 'utf8'));
  const [der] = x509.PemConverter.decode(readFileSync(keyFile, 'utf8'));
  const privateKey = await crypto.subtle.importKey(
    'pkcs8',
    der,
    ALGORITHM,
    true,
    ['sign'],
  );
  const publicKey = await certificate.publicKey.export(crypto);
  return { certificate, keys: { privateKey, publicKey }, caFile };
}

async function createAuthority(
  caFile: string,
  keyFile: string,
): Promise<Authority> {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=homestage-sandbox',
      keys,
      signingAlgorithm: ALGORITHM,
      ...validity(CA_DAYS),
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(
          x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
          true,
        ),
        await x509.SubjectKeyIdentifierExtension.create(
          keys.publicKey,
          false,
          crypto,
        ),
      ],
    },
    crypto,
  );
  writeFileSync(keyFile, await keyPem(keys.privateKey), { mode: 0o600 });
  writeFileSync(caFile, `${certificate.toString('pem')}\n`);
  return { certificate, keys, caFile };
}

/**
 * A serving certificate for the hosts, signed by the authority whose `ca.crt` and
 * `ca.key` are in the directory; it is made there when it is not, and kept for
 * the next start, so that kubeconfig files stay good.
 */
export async function servingCertificate(
  directory: string,
  hosts: readonly string[],
): Promise<KeyPairPem & { caFile: string }> {
  mkdirSync(directory, { recursive: true });
  const caFile = path.join(directory, 'ca.crt');
  const keyFile = path.join(directory, 'ca.key');
  const authority =
    existsSync(caFile) && existsSync(keyFile)
      ? await readAuthority(caFile, keyFile)
      : await createAuthority(caFile, keyFile);
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.create(
    {
      subject: 'CN=kube-apiserver',
      issuer: authority.certificate.subject,
      publicKey: keys.publicKey,
      signingKey: authority.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      ...validity(SERVER_DAYS),
      extensions: [
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension(
          hosts.map(host => ({
            type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const),
            value: host,
          })),
        ),
      ],
    },
    crypto,
  );
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: await keyPem(keys.privateKey),
    caFile,
  };
}
