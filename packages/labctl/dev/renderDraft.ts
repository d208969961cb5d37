import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { labSchema, resolveLab } from '../src';
import type { ResolvedLab } from '../src';
import { formatPresetProblem } from '../src/presets/PresetProblem';
import { readPresets } from '../src/presets/readPresets';
import { readLab } from '../src/read/readLab';
import { renderLab } from '../src/render/renderLab';
import { validateLab } from '../src/validate/validateLab';

const INFRA = join(__dirname, '../../../infra');

export function readFolder(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(folder, path), readFileSync(path, 'utf8')]),
  );
}

const SAMPLE = {
  network: { node_cidr: '192.168.42.0/24', default_gateway: '192.168.42.1' },
  kubernetes: {
    api: { addr: '192.168.42.10', tls_sans: ['lab.home.example'] },
  },
  gateways: {
    internal: '192.168.42.121',
    dns: '192.168.42.123',
    external: '192.168.42.122',
  },
  repository: { url: 'https://github.com/lab/home-ops' },
  domain: { name: 'home.example' },
  dns: { provider: 'cloudflare', token: 'env:TOKEN' },
  storage: {
    nfs: { server: '192.168.42.5', path: '/tank' },
    smb: { server: '192.168.42.5', share: 'media' },
  },
  talos: {
    schematic_id:
      '376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba',
  },
  nodes: [1, 2, 3, 4, 5].map(number => ({
    name: number < 4 ? `cp-0${number}` : `worker-0${number - 3}`,
    address: `192.168.42.${10 + number}`,
    controller: number < 4,
    disk: '/dev/nvme0n1',
    mac_addr: `02:00:5e:10:00:0${number}`,
    ceph_disks: ['/dev/sda'],
  })),
};

const flag = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
};

process.on('uncaughtException', error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

function sampleLab(): ResolvedLab {
  const components = flag('components');
  return resolveLab(
    labSchema.parse({
      ...SAMPLE,
      ...(flag('set') ? parse(flag('set') ?? '{}') : {}),
      ...(components === undefined
        ? {}
        : { components: components.split(',').filter(Boolean) }),
      ...(flag('apps') ? { apps: flag('apps')?.split(',') } : {}),
    }),
  );
}

function labOf(name: string): ResolvedLab {
  const files = readFolder(join(INFRA, 'labs', name));
  const file = (path: string) => ({ path, text: files.get(path) ?? '' });
  const source = readLab(
    files.has('cluster.toml')
      ? { toml: file('cluster.toml') }
      : { cluster: file('cluster.yaml'), nodes: file('nodes.yaml') },
  );
  const { lab, problems } = validateLab(source);
  problems.forEach(problem =>
    process.stderr.write(
      `${problem.file}:${problem.line} ${problem.field}: ${problem.message}\n`,
    ),
  );
  if (!lab) {
    throw new Error(`${name} is not valid`);
  }
  return lab;
}

const output = flag('output') ?? '/tmp/rendered';
const lab = flag('lab') ? labOf(flag('lab') ?? '') : sampleLab();
const catalog = readPresets(
  Object.fromEntries(readFolder(join(INFRA, 'presets'))),
);
catalog.problems.forEach(problem =>
  process.stderr.write(`${formatPresetProblem(problem)}\n`),
);
const templates = readFolder(join(INFRA, 'templates'));
const start = performance.now();
const { files, secretShapes } = renderLab({
  lab,
  templates,
  presets: catalog.presets,
});
const elapsed = Math.round(performance.now() - start);
rmSync(output, { recursive: true, force: true });
for (const [path, text] of [...files, ...secretShapes]) {
  mkdirSync(dirname(join(output, path)), { recursive: true });
  writeFileSync(join(output, path), text);
}
process.stdout.write(`${files.size} files in ${elapsed} ms below ${output}\n`);
