import type { ResolvedLab } from '../model/ResolvedLab';
import type { AppContext } from './AppContext';
import { describeApp } from './describeApp';
import { adviceFor } from './labFacts';
import type { LabOfApps } from './LabOfApps';
import { mergeWish } from './mergeWish';
import type { WishedApp } from './mergeWish';
import type { PresetProblem } from './PresetProblem';
import type { Preset } from './presetSchema';

/** What becomes of the wishes of a lab. @public */
export interface ResolvedApps {
  /** In the order of the inputs; an app with a problem is left out. */
  apps: AppContext[];
  /** Problems with `source` like `apps[2]`. */
  problems: PresetProblem[];
}

/**
 * Turns the wished apps of a lab into what the templates print: the preset with the
 * wish laid over it, and everything decided that depends on the lab around it.
 *
 * @param resolved - the lab; `cluster.apps` are the wishes
 * @param options - the presets by name, and the names of the components of the lab: at
 * least those that `componentsOfApps` answers
 * @public
 */
export function resolveApps(
  resolved: Pick<ResolvedLab, 'cluster' | 'computed'>,
  options: {
    presets: ReadonlyMap<string, Preset>;
    components: readonly string[];
  },
): ResolvedApps {
  const { cluster, computed } = resolved;
  const problems: PresetProblem[] = [];
  const wished: WishedApp[] = [];
  cluster.apps.forEach((wish, index) => {
    const merged = mergeWish(wish, `apps[${index}]`, {
      presets: options.presets,
      cluster,
    });
    problems.push(...merged.problems);
    if (merged.app) {
      wished.push(merged.app);
    }
  });
  problems.push(...clashes(wished));
  const lab: LabOfApps = {
    cluster,
    components: new Set(options.components),
    architectures: computed.architectures,
    apps: wished,
  };
  const apps: AppContext[] = [];
  for (const app of wished) {
    const unmet = unmetNeeds(app, lab);
    const { context, unknown } = describeApp(app, lab);
    problems.push(
      ...unmet,
      ...unknown.map(({ field, name }) => ({
        source: app.source,
        field,
        message: adviceFor(name),
      })),
    );
    if (unmet.length === 0 && unknown.length === 0) {
      apps.push(context);
    }
  }
  return { apps, problems };
}

/**
 * The components that the wished apps cannot do without, sorted: what has to be
 * chosen before `resolveApps` is asked for good.
 *
 * @public
 */
export function componentsOfApps(
  resolved: Pick<ResolvedLab, 'cluster' | 'computed'>,
  presets: ReadonlyMap<string, Preset>,
): string[] {
  const { apps } = resolveApps(resolved, {
    presets,
    components: resolved.cluster.components,
  });
  return [...new Set(apps.flatMap(({ components }) => components))].sort();
}

/** Two wishes that would write the same folder, or answer to the same host name. */
function clashes(apps: readonly WishedApp[]): PresetProblem[] {
  const folders = new Map<string, WishedApp>();
  const hosts = new Map<string, WishedApp>();
  const problems: PresetProblem[] = [];
  for (const app of apps) {
    const folder = `${app.namespace}/${app.name}`;
    const first = folders.get(folder);
    if (first) {
      problems.push({
        source: app.source,
        field: 'name',
        message: `${folder} is wished twice, see ${first.source}: give one another name`,
      });
    }
    folders.set(folder, first ?? app);
    if (app.host) {
      const other = hosts.get(app.host);
      if (other && !first) {
        problems.push({
          source: app.source,
          field: 'host_name',
          message: `${app.host} is the host name of ${other.source} too: set host_name of one`,
        });
      }
      hosts.set(app.host, other ?? app);
    }
  }
  return problems;
}

/** What the app cannot run without and the lab does not have. */
function unmetNeeds(app: WishedApp, lab: LabOfApps): PresetProblem[] {
  const { preset, source } = app;
  const { cluster } = lab;
  const problem = (field: string, message: string) => ({
    source,
    field,
    message: `${app.name} ${message}`,
  });
  const found: PresetProblem[] = [];
  if (
    preset.volumes.some(({ kind }) => kind === 'library') &&
    !cluster.storage.nfs
  ) {
    found.push(
      problem(
        'preset',
        'reads files of a NAS: set storage.nfs, server and path',
      ),
    );
  }
  if (preset.lan_ports.length > 0 && cluster.load_balancer.kind === 'none') {
    found.push(
      problem(
        'preset',
        'takes an address of the home network: set load_balancer.kind',
      ),
    );
  }
  for (const architecture of lab.architectures) {
    if (!preset.architectures.includes(architecture)) {
      found.push(
        problem(
          'preset',
          `has no image for ${architecture}: leave it out, or set values.architectures if that is mended`,
        ),
      );
    }
  }
  return found;
}
