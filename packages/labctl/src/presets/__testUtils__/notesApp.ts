import { resolveLab } from '../../model/resolveLab';
import { labSchema } from '../../model/schema/labSchema';
import { formatPresetProblem } from '../PresetProblem';
import { presetSchema } from '../presetSchema';
import type { Preset } from '../presetSchema';
import { resolveApps } from '../resolveApps';

export const LAB = {
  network: { node_cidr: '192.168.42.0/24' },
  kubernetes: { api: { addr: '192.168.42.10' } },
  gateways: { internal: '192.168.42.121', external: '192.168.42.122' },
  domain: { name: 'home.example', private: 'tail.home.example' },
  timezone: 'Europe/Amsterdam',
  storage: {
    default_class: 'ceph-block',
    nfs: { server: '192.168.42.9', path: '/volume1' },
  },
  nodes: [
    {
      name: 'cp-01',
      address: '192.168.42.11',
      controller: true,
      disk: '/dev/sda',
      mac_addr: '02:00:5e:10:00:0b',
    },
  ],
};

/** The preset `notes`, or another that is like it. */
export const preset = (overrides: Record<string, unknown> = {}): Preset =>
  presetSchema.parse({
    name: 'notes',
    title: 'Notes',
    description: 'Keeps notes',
    upstream: 'https://example.com/notes',
    icon: 'notes',
    group: 'Cloud',
    namespace: 'cloud',
    image: { repository: 'ghcr.io/example/notes', tag: 'v1.2.3' },
    port: 8080,
    ...overrides,
  });

export const CLAIM = {
  name: 'data',
  kind: 'claim',
  path: '/data',
  size: '2Gi',
};

/** One lab with one wished app of the preset `notes`, and others if given. */
export function resolve(options: {
  preset?: Record<string, unknown>;
  wish?: Record<string, unknown>;
  lab?: Record<string, unknown>;
  others?: Preset[];
  components?: string[];
}) {
  const others = options.others ?? [];
  const lab = resolveLab(
    labSchema.parse({
      ...LAB,
      ...options.lab,
      apps: [
        { preset: 'notes', ...options.wish },
        ...others.map(({ name }) => name),
      ],
    }),
  );
  const presets = new Map(
    [preset(options.preset), ...others].map(each => [each.name, each]),
  );
  const { apps, problems } = resolveApps(lab, {
    presets,
    components: options.components ?? [],
  });
  return { app: apps[0], apps, problems: problems.map(formatPresetProblem) };
}
