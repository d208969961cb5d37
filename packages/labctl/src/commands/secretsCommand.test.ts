/** @jest-environment node */
import { rmSync, statSync } from 'node:fs';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { parse } from 'yaml';
import { identityOf } from '../secrets/createAgeKey';
import { decryptSops } from '../secrets/decryptSops';
import { LabOnDisk } from './__testUtils__/labOnDisk';

/** A small lab with a token for the zone, and Grafana, whose password may be made up. */
const withSecrets = (text: string) =>
  `components = ["cert-manager", "cilium", "coredns", "external-dns", "flux-operator", "grafana", "k8s-gateway", "local-path-provisioner"]\n${text}`;

const TOKEN = { CLOUDFLARE_TOKEN: 'very-private' };
const GRAFANA =
  'lab/kubernetes/apps/observability/grafana/app/secret.sops.yaml';
const DNS = 'lab/kubernetes/apps/network/external-dns/app/secret.sops.yaml';

describe('infra secrets', () => {
  let disk: LabOnDisk;

  beforeEach(() => {
    disk = new LabOnDisk();
    disk.copyFixture('valid/public');
    disk.write('lab/cluster.toml', withSecrets(disk.read('lab/cluster.toml')));
  });

  afterEach(() => {
    disk.remove();
  });

  const plainOf = async (path: string) => {
    const [plain] = await decryptSops(
      disk.read(path),
      identityOf(disk.read('lab/age.key')) ?? '',
    );
    return plain as { stringData: Record<string, string> };
  };

  // The tunnel of this lab has a token too.
  const env = {
    ...TOKEN,
    CLOUDFLARE_TUNNEL_TOKEN: 'tunnel-private',
    FLUX_WEBHOOK_TOKEN: 'hook',
  };

  it('makes a key, says to keep it, and encrypts what the tree lacks', async () => {
    const { exitCode, out, error } = await disk.run(['secrets', 'lab'], {
      env,
    });
    expect({ exitCode, error }).toEqual({ exitCode: 0, error: '' });
    expect(out).toContain('Keep that file safe');
    expect(out).toContain('Git does not ignore lab/age.key yet');
    expect(statSync(disk.path('lab/age.key')).mode % 0o1000).toBe(0o600);
    expect((await plainOf(DNS)).stringData['api-token']).toBe('very-private');
    expect((await plainOf(GRAFANA)).stringData['admin-password']).toMatch(
      /^\w{32}$/,
    );
    const written = Object.entries(disk.snapshot());
    for (const [path, text] of written.filter(
      ([name]) => name !== 'lab/age.key',
    )) {
      expect({
        path,
        isClear: /very-private|tunnel-private|AGE-SECRET-KEY/.test(text),
      }).toEqual({ path, isClear: false });
    }
    const { out: verdict } = await disk.run(['validate', 'lab']);
    expect(verdict).toContain(': valid, ');
  });

  it('overwrites nothing the second time', async () => {
    await disk.run(['secrets', 'lab'], { env });
    const before = disk.snapshot();
    const { exitCode, out } = await disk.run(['secrets', 'lab'], {
      env: { CLOUDFLARE_TOKEN: 'another' },
    });
    expect(out).toBe(
      'lab/age.key is there and stays as it is\nno secret is missing\n',
    );
    expect(exitCode).toBe(0);
    expect(disk.snapshot()).toEqual(before);
  });

  it('takes values again from what is encrypted already', async () => {
    await disk.run(['secrets', 'lab'], { env });
    const issuer = Object.keys(disk.snapshot()).find(path =>
      path.endsWith('cert-manager/issuers/secret.sops.yaml'),
    );
    expect(issuer).toBeDefined();
    rmSync(disk.path(issuer ?? ''));
    const { exitCode } = await disk.run(['secrets', 'lab']);
    expect(exitCode).toBe(0);
    expect((await plainOf(issuer ?? '')).stringData['api-token']).toBe(
      'very-private',
    );
  });

  it('writes nothing when a value is not known', async () => {
    const before = disk.snapshot();
    const { exitCode, error } = await disk.run(['secrets', 'lab']);
    expect(exitCode).toBe(1);
    expect(error).toMatch(
      /^nothing was written: no value is given for .*CLOUDFLARE_TOKEN/,
    );
    expect(disk.snapshot()).toEqual(before);
  });

  it('takes values from a file, or asks', async () => {
    disk.write('values.yaml', 'CLOUDFLARE_TOKEN: from-file\n');
    const { exitCode } = await disk.run(
      ['secrets', 'lab', '--from', 'values.yaml'],
      { answers: ['typed', 'typed', 'typed'] },
    );
    expect(exitCode).toBe(0);
    expect((await plainOf(DNS)).stringData['api-token']).toBe('from-file');
  });

  it('writes nothing for a recipient that is none', async () => {
    disk.write(
      'lab/cluster.toml',
      `${disk.read(
        'lab/cluster.toml',
      )}\n[secrets]\nage_recipients = ["age1xxxx"]\n`,
    );
    const before = disk.snapshot();
    const { exitCode, error } = await disk.run(['secrets', 'lab'], { env });
    expect(exitCode).toBe(1);
    expect(error).toMatch(/^nothing was written: kubernetes\/.+: /);
    expect(disk.snapshot()).toEqual(before);
  });

  it('shows no part of a file of values that is broken', async () => {
    disk.write('values.yaml', 'CLOUDFLARE_TOKEN: [very-private\n');
    const { error } = await disk.run([
      'secrets',
      'lab',
      '--from',
      'values.yaml',
    ]);
    expect(error).toBe('values.yaml is not valid YAML\n');
  });

  it('encrypts to recipients whose keys are elsewhere', async () => {
    await disk.run(['secrets', 'lab', '--key-only', '--classic']);
    const key = disk.read('lab/age.key');
    const inputs = disk.read('lab/cluster.toml');
    const other = new LabOnDisk();
    try {
      other.write('lab/cluster.toml', inputs);
      const { out } = await other.run(['secrets', 'lab'], { env });
      expect(out).toContain(
        'lab/age.key is not here; encrypting to the 1 recipient',
      );
      const [plain] = await decryptSops(other.read(DNS), identityOf(key) ?? '');
      expect(plain).toMatchObject({
        stringData: { 'api-token': 'very-private' },
      });
    } finally {
      other.remove();
    }
  });

  it.each([
    ['a section without the list', '\n[secrets]\nprovider = "sops"\n'],
    ['an empty list', '\n[secrets]\nage_recipients = []\n'],
    ['no section', ''],
  ])('writes the public half into %s, in both forms', async (_, section) => {
    const text = disk
      .read('lab/cluster.toml')
      .replace('\n[[nodes]]', () => `${section}\n[[nodes]]`);
    for (const isYaml of [false, true]) {
      const own = new LabOnDisk();
      try {
        own.write('lab/cluster.toml', text);
        if (isYaml) {
          await own.run(['convert', 'lab']);
        }
        expect(
          await own.run(['secrets', 'lab', '--key-only', '--classic']),
        ).toMatchObject({ exitCode: 0, error: '' });
        const recipient = /public key: (\S+)/.exec(
          own.read('lab/age.key'),
        )?.[1];
        expect((await own.run(['validate', 'lab'])).exitCode).toBe(0);
        expect(recipientsIn(own, isYaml)).toEqual([recipient]);
      } finally {
        own.remove();
      }
    }
  });
});

/** Read by another parser than the one that has written. */
function recipientsIn(disk: LabOnDisk, isYaml: boolean): unknown {
  const inputs = isYaml
    ? parse(disk.read('lab/cluster.yaml'))
    : getStaticTOMLValue(parseTOML(disk.read('lab/cluster.toml')));
  return (inputs as { secrets: { age_recipients: string[] } }).secrets
    .age_recipients;
}
