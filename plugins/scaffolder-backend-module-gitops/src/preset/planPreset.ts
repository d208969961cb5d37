import { InputError } from '@backstage/errors';
import type { NewApp } from '@homestage/backstage-plugin-gitops-common';
import { describeApp } from '@homestage/labctl';
import type { AppContext, LabOfApps, Preset } from '@homestage/labctl';
import { requireOperator } from '../wishes/operatorOf';
import type { WishTree } from '../wishes/Wish';
import { clusterOfTree, wishedAppsOf } from './labOfTree';
import { presetNotes } from './presetNotes';
import { wishedApp } from './wishedApp';

/** What a preset comes to on one tree. */
export interface PresetPlan {
  /** Everything the files say, decided and spelled. */
  readonly app: AppContext;
  readonly preset: Preset;
  /** What the pull request says beside its files, in Markdown. */
  readonly notes: readonly string[];
}

/** Operators by what they take care of. */
const OPERATORS = {
  database: {
    names: ['cloudnative-pg'],
    title: 'CloudNativePG',
    kind: 'Cluster',
  },
  cache: {
    names: ['dragonfly-operator'],
    title: 'the Dragonfly operator',
    kind: 'Dragonfly',
  },
} as const;

/**
 * The app of a preset as this tree has it. Throws InputError naming the field
 * where the tree lacks what the app cannot run without.
 *
 * @param app - checked before; names its preset
 */
export function planPreset(
  app: NewApp,
  presets: ReadonlyMap<string, Preset>,
  { tree, cluster: name }: { tree: WishTree; cluster: string },
): PresetPlan {
  const preset = presets.get(app.preset ?? '');
  if (!preset) {
    throw new InputError(
      `preset: '${app.preset}' is not known. Known are ${
        [...presets.keys()].join(', ') || 'none: set homestage.gitops.presets'
      }.`,
    );
  }
  for (const part of ['database', 'cache'] as const) {
    if (preset[part]) {
      const { names, ...what } = OPERATORS[part];
      requireOperator(names, what, tree, 'preset');
    }
  }
  const cluster = clusterOfTree({ name, domain: domainOf(app, tree) }, tree);
  if (preset.lan_ports.length > 0 && cluster.load_balancer.kind === 'none') {
    throw new InputError(
      `preset: ${preset.title} takes an address of your network, and the tree has no pool of addresses. Add one of Cilium or MetalLB first.`,
    );
  }
  const lab: LabOfApps = {
    cluster,
    components: new Set(),
    architectures: [],
    apps: wishedAppsOf(presets, tree),
  };
  const hasShare = Boolean(cluster.storage.nfs);
  const { context, unknown } = describeApp(
    wishedApp(app, preset, { hasShare }),
    lab,
  );
  const { known, missing } = withoutUnknown(context, unknown);
  return {
    app: known,
    preset,
    notes: presetNotes(known, preset, { missing, hasShare }),
  };
}

/** What the host name stands under, else what most of the tree's do; empty when neither tells. */
function domainOf({ hostname }: NewApp, { conventions }: WishTree): string {
  return hostname
    ? hostname.slice(hostname.indexOf('.') + 1)
    : conventions.domain ?? '';
}

const VARIABLE = /^env\.(.+)$/;

/** A variable that cannot be told is left out; any other text has to be whole. */
function withoutUnknown(
  context: AppContext,
  unknown: readonly { field: string; name: string }[],
): { known: AppContext; missing: string[] } {
  const other = unknown.find(({ field }) => !VARIABLE.test(field));
  if (other) {
    throw new InputError(
      `preset: ${other.field} names '${other.name}', which this tree does not tell. Give the app a host name if that is meant, or start blank.`,
    );
  }
  const missing = unknown.map(
    ({ field }) => VARIABLE.exec(field)?.[1] ?? field,
  );
  const [main, ...companions] = context.workloads;
  const env = main.env.filter(({ name }) => !missing.includes(name));
  return {
    known: { ...context, workloads: [{ ...main, env }, ...companions] },
    missing,
  };
}
