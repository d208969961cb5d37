import { InputError } from '@backstage/errors';
import type { NewApp } from '@homestage/backstage-plugin-gitops-common';
import type { AppPresets } from '@homestage/backstage-plugin-gitops-node';
import type { TreeIndex } from '@homestage/gitops-tree';
import { planPreset } from '../preset/planPreset';
import { presetValues } from '../preset/presetValues';
import type { WishTree } from '../wishes/Wish';
import { appFiles } from './appFiles';
import type { AppValues } from './skeletonValues';
import { appValues } from './appValues';
import { argoNotes } from './argoNotes';
import { placeApp, type AppPlace } from './placeApp';
import { appStyle, type AppStyle, type StyleDefaults } from './treeStyle';

/** A new app on one tree: where its files go and what they say. */
export interface AppPlan {
  readonly place: AppPlace;
  readonly style: AppStyle;
  /** With the files that its kustomization lists. */
  readonly app: AppValues & { readonly files: readonly string[] };
  /** What the pull request says, in Markdown. */
  readonly description: string;
}

/**
 * Plans a new app, blank or from a preset. Rejects with InputError naming the
 * field for what cannot be done on this tree.
 *
 * @param form - its fields are checked before
 */
export async function planApp(
  form: NewApp,
  options: {
    tree: WishTree;
    /** What people call the cluster. */
    cluster: string;
    presets: AppPresets;
    defaults?: StyleDefaults;
  },
): Promise<AppPlan> {
  const { tree, cluster, defaults } = options;
  const place = placeApp(form, tree);
  assertFree(place.appDirectory, tree.index);
  const style = appStyle(form, tree, defaults);
  const gateway =
    form.exposure === 'none' ? undefined : style.gateways[form.exposure];
  const { app, notes } = await (form.preset ? fromPreset() : blank());
  const allNotes = [...argoNotes(place, tree.index), ...notes];
  return {
    place,
    style,
    app: { ...app, files: appFiles(app, style) },
    description: [
      `Adds ${form.name} (\`${form.image}\`) to namespace ${form.namespace}.`,
      ...(allNotes.length > 0 ? [allNotes.join('\n')] : []),
    ].join('\n\n'),
  };

  async function blank() {
    const values = appValues(form, { index: tree.index, gateway });
    return { app: values, notes: [] as readonly string[] };
  }

  async function fromPreset() {
    const { presets } = await options.presets.all();
    const plan = planPreset(form, presets, { tree, cluster });
    const ksNamespace = style.ks.namespace ?? form.namespace;
    return {
      app: presetValues(form, plan, { tree, gateway, ksNamespace }),
      notes: plan.notes,
    };
  }
}

function assertFree(directory: string, index: TreeIndex): void {
  const taken = [...index.files.keys()].find(path =>
    path.startsWith(`${directory}/`),
  );
  if (taken) {
    throw new InputError(
      `name: the directory ${directory} exists already (${taken}). Choose another name, or remove what is there first.`,
    );
  }
}
