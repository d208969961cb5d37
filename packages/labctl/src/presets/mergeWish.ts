import type { ResolvedApp, ResolvedCluster } from '../model/ResolvedLab';
import { describeIssue, fieldOf } from './describeIssue';
import type { PresetProblem } from './PresetProblem';
import { presetSchema } from './presetSchema';
import type { Preset } from './presetSchema';

/**
 * A wish with its preset, before anything of the lab around it is known.
 *
 * @public
 */
export interface WishedApp {
  /** Place in the inputs, like `apps[2]`. */
  source: string;
  name: string;
  namespace: string;
  exposure: Preset['exposure'];
  /** Full host name, or null when nothing leads to it. */
  host: string | null;
  /** Whether the host name was chosen by the wish or the preset. */
  hostIsOwn: boolean;
  preset: Preset;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Mappings are merged; a list or a single value replaces what was there. */
function lay(base: unknown, over: unknown): unknown {
  if (!isMapping(base) || !isMapping(over)) {
    return over;
  }
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = lay(base[key], value);
  }
  return merged;
}

/** Lays the size and class of a wish over the first claim, the one named after the app. */
function withStorage(preset: Preset, storage: ResolvedApp['storage']): Preset {
  const first = preset.volumes.findIndex(({ kind }) => kind === 'claim');
  if (!storage || first < 0) {
    return preset;
  }
  const volumes = [...preset.volumes];
  volumes[first] = {
    ...volumes[first],
    ...(storage.size ? { size: storage.size } : {}),
    ...(storage.class ? { class: storage.class } : {}),
  };
  return { ...preset, volumes };
}

/**
 * One wish and its preset as one thing.
 *
 * @param wish - what the inputs say
 * @param source - where they say it, for problems
 */
export function mergeWish(
  wish: ResolvedApp,
  source: string,
  {
    presets,
    cluster,
  }: { presets: ReadonlyMap<string, Preset>; cluster: ResolvedCluster },
): { app?: WishedApp; problems: PresetProblem[] } {
  const preset = presets.get(wish.preset);
  if (!preset) {
    return {
      problems: [
        {
          source,
          field: 'preset',
          message: `"${wish.preset}" is not a preset; there are ${[
            ...presets.keys(),
          ].join(', ')}`,
        },
      ],
    };
  }
  const merged = presetSchema.safeParse(lay(preset, wish.values), {
    reportInput: true,
  });
  if (!merged.success) {
    return {
      problems: merged.error.issues.flatMap(issue =>
        describeIssue(issue).map(({ path, message }) => ({
          source,
          field: fieldOf(['values', ...path]),
          message,
        })),
      ),
    };
  }
  return place(wish, source, {
    preset: withStorage(merged.data, wish.storage),
    cluster,
  });
}

/** Decides name, namespace, exposure and host name. */
function place(
  wish: ResolvedApp,
  source: string,
  { preset, cluster }: { preset: Preset; cluster: ResolvedCluster },
): { app?: WishedApp; problems: PresetProblem[] } {
  const problem = (field: string, message: string) => ({
    problems: [{ source, field, message }],
  });
  const name = wish.name;
  const wanted = wish.exposure ?? preset.exposure;
  const hasOutside = cluster.gateways.external !== null;
  if (wish.exposure === 'external' && !hasOutside) {
    return problem(
      'exposure',
      'the lab has no external gateway: set gateways.external, or write internal',
    );
  }
  if (wanted !== 'none' && preset.port === undefined) {
    return problem(
      'exposure',
      `${name} has no web page to lead to: write none, or leave it out`,
    );
  }
  const exposure = wanted === 'external' && !hasOutside ? 'internal' : wanted;
  const domain =
    exposure === 'tailscale'
      ? cluster.domain.private ?? cluster.domain.name
      : cluster.domain.name;
  const own =
    wish.host_name ?? (preset.subdomain && `${preset.subdomain}.${domain}`);
  return {
    app: {
      source,
      name,
      namespace: wish.namespace ?? preset.namespace,
      exposure,
      host: exposure === 'none' ? null : own ?? `${name}.${domain}`,
      hostIsOwn: Boolean(own),
      preset,
    },
    problems: [],
  };
}
