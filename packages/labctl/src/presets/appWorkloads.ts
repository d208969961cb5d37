import type { AppProbe, AppVariable, AppWorkload } from './AppContext';
import type { WishedApp } from './mergeWish';
import type { Preset, PresetCompanion } from './presetSchema';
import { yamlText } from './yamlText';

/** Fills in a text of the preset; reports by itself what it cannot. */
export type Fill = (field: string, text: string) => string;

const byName = (one: AppVariable, other: AppVariable) =>
  one.name < other.name ? -1 : 1;

const NO_PROBE: AppProbe = { kind: 'none', path: '', port: 0, command: [] };

/** The app's own controller and those of its companions. */
export function appWorkloads(
  app: WishedApp,
  {
    fill,
    variables,
    timezone,
  }: {
    fill: Fill;
    /** Variables that come from the lab: database and cache. */
    variables: readonly AppVariable[];
    timezone: string;
  },
): AppWorkload[] {
  const { preset } = app;
  const envSecret = preset.secrets.length > 0 ? `${app.name}-secret` : null;
  const hasClaim = preset.volumes.some(({ kind }) => kind === 'claim');
  const workload = (
    body: Preset | PresetCompanion,
    /** Where a companion stands in the preset; empty for the app itself. */
    place: string,
  ): Omit<
    AppWorkload,
    'name' | 'type' | 'replicas' | 'rolling' | 'schedule'
  > => ({
    timezone,
    image: { repository: body.image.repository, tag: yamlText(body.image.tag) },
    command: body.command.map(part => yamlText(fill(`${place}command`, part))),
    args: body.args.map(part => yamlText(fill(`${place}args`, part))),
    env: [
      ...Object.entries(body.env).map(([name, value]) => ({
        name,
        text: yamlText(
          typeof value === 'string'
            ? fill(`${place}env.${name}`, value)
            : value,
        ),
        secret: null,
      })),
      ...(place === '' ? variables : []),
    ].sort(byName),
    env_secret: place === '' ? envSecret : null,
    probe: probeOf(body),
    startup_tries: body.slow_start_s ? Math.ceil(body.slow_start_s / 10) : null,
    resources: body.resources,
    read_only_root: !preset.writable_root,
    root: preset.user.root,
  });
  return [
    {
      name: app.name,
      type: preset.workload,
      replicas: preset.replicas,
      rolling:
        preset.workload === 'deployment' && preset.replicas > 1 && !hasClaim,
      schedule: preset.schedule ? yamlText(preset.schedule) : null,
      ...workload(preset, ''),
      ...(preset.workload === 'cronjob' ? { probe: NO_PROBE } : {}),
    },
    ...preset.companions.map((companion, index) => ({
      name: companion.name,
      type: 'deployment' as const,
      replicas: 1,
      rolling: false,
      schedule: null,
      ...workload(companion, `companions[${index}].`),
    })),
  ];
}

function probeOf({ health, port }: Preset | PresetCompanion): AppProbe {
  if (health === 'none' || (health === undefined && port === undefined)) {
    return NO_PROBE;
  }
  if (health === undefined) {
    return { ...NO_PROBE, kind: 'port', port: port ?? 0 };
  }
  if ('tcp' in health) {
    return { ...NO_PROBE, kind: 'tcp', port: health.tcp };
  }
  if ('command' in health) {
    return {
      ...NO_PROBE,
      kind: 'command',
      command: health.command.map(yamlText),
    };
  }
  return {
    ...NO_PROBE,
    kind: 'http',
    path: health.path,
    port: health.port ?? port ?? 0,
  };
}
