/** @jest-environment node */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertLab } from '../convert/convertLab';
import { describeProblem } from '../read/LabProblem';
import { INPUT_FILES, readLab } from '../read/readLab';
import { validateLab } from './validateLab';

const FIXTURES = join(__dirname, '../__fixtures__');

/** Rewrites the expected messages instead of comparing them; read the diff. */
const isUpdate = process.env.UPDATE_GOLDEN === 'true' && !process.env.CI;

const KNOWN = {
  components: [
    'cilium',
    'csi-driver-nfs',
    'k8s-gateway',
    'local-path-provisioner',
    'metallb',
    'rook-ceph',
    'spegel',
    'talos-backup',
    'traefik',
  ],
  presets: ['echo', 'sonarr', 'whoami'],
};

const names = (kind: 'valid' | 'invalid') => readdirSync(join(FIXTURES, kind));

function readToml(kind: 'valid' | 'invalid', name: string) {
  const text = readFileSync(join(FIXTURES, kind, name, 'cluster.toml'), 'utf8');
  return readLab({ toml: { path: 'cluster.toml', text } });
}

/** The same inputs as cluster.yaml and nodes.yaml. */
function readYaml(kind: 'valid' | 'invalid', name: string) {
  const { files } = convertLab(readToml(kind, name), { form: 'yaml' });
  const file = (path: string) => ({ path, text: files.get(path) ?? '' });
  return readLab({
    cluster: file(INPUT_FILES.cluster),
    nodes: file(INPUT_FILES.nodes),
  });
}

function expectGolden(path: string, actual: string) {
  if (isUpdate) {
    writeFileSync(path, actual);
  }
  expect(actual).toBe(readFileSync(path, 'utf8'));
}

describe('validateLab', () => {
  it('has the fixtures of the cluster template under their names', () => {
    expect(names('valid')).toEqual(
      'direct internal multi-controller no-webhook private public selfhosted single-node'.split(
        ' ',
      ),
    );
    expect(names('invalid')).toEqual(
      expect.arrayContaining(
        'bad-bgp-asn bad-mac-address bad-repo-url bad-vlan-tag duplicate-gateway-addrs duplicate-node-names gateway-node-collision missing-dns-token missing-external-gateway missing-known-hosts missing-schematic nested-cidr-overlap node-addr-outside-cidr node-uses-gateway-addr non-canonical-cidr overlapping-cidrs partial-bgp reserved-node-name tiny-svc-cidr tunnel-without-dns'.split(
          ' ',
        ),
      ),
    );
  });

  describe.each([
    ['cluster.toml', readToml],
    ['cluster.yaml and nodes.yaml', readYaml],
  ])('%s', (form, read) => {
    it.each(names('valid'))('accepts %s', name => {
      const verdict = validateLab(read('valid', name), KNOWN);
      expect(verdict.problems).toEqual([]);
      expect(verdict.lab?.cluster.domain.name).toBe('home.example');
    });

    it.each(names('invalid'))('explains %s', name => {
      const { problems, lab } = validateLab(read('invalid', name), KNOWN);
      expect(lab).toBeUndefined();
      expect(problems.map(({ rule }) => rule)).toContain(name);
      expectGolden(
        join(
          FIXTURES,
          'invalid',
          name,
          form === 'cluster.toml' ? 'expected.toml.txt' : 'expected.yaml.txt',
        ),
        problems
          .map(problem => `${describeProblem(problem)} (${problem.rule})\n`)
          .join(''),
      );
    });
  });
});
