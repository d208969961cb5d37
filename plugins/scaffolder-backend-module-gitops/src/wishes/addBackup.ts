import { InputError } from '@backstage/errors';
import type { TreeApp, TreeVolume } from '@homestage/gitops-tree';
import { z } from 'zod';
import { appOf, mainKustomization } from './appOf';
import { waitFor } from './addToApp';
import {
  bringIn,
  findComponent,
  substitutionNotes,
  variablesOf,
  type TreeComponent,
} from './components';
import { unlist } from './listings';
import { createWish, type WishTree } from './Wish';

const schema = z.object({
  app: z.string(),
  /** When copies are made; unset: as the component says. */
  schedule: z.string().optional(),
});

/** What trees of this field save volumes with, and what each waits for. */
const TOOLS = [
  { component: 'kopiur', waitsFor: ['kopiur-repository', 'kopiur'] },
  { component: 'volsync', waitsFor: ['volsync'] },
] as const;

/** Saves the volume of an app as the tree saves those of others. */
export const addBackup = createWish(
  schema,
  ({ app: reference, schedule }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const kustomization = mainKustomization(app);
    const { component, waitsFor } = toolOf(tree);
    if (!kustomization) {
      throw new InputError(
        `app: no Flux Kustomization of the tree applies ${reference}, so no component can be brought in.`,
      );
    }
    const volume = volumeOf(app, tree);
    const [operator] = waitsFor.filter(each =>
      tree.index.kustomizations.some(other => other.name === each),
    );
    return {
      namespace,
      name,
      edits: [
        ...unlist(volume.file, tree),
        ...bringIn(
          { kustomization, component },
          {
            ...variables(volume, component, tree),
            ...(schedule ? scheduled(schedule, component, tree) : {}),
          },
          tree,
        ),
        ...(operator ? waitFor(app, operator, tree) : []),
      ],
      removals: [volume.file],
      description: [
        describe(reference, { volume, component, schedule }),
        ...substitutionNotes(kustomization, tree),
      ].join('\n'),
    };
  },
);

function toolOf(tree: WishTree): {
  component: TreeComponent;
  waitsFor: readonly string[];
} {
  const [most] = TOOLS.flatMap(({ component: name, waitsFor }) => {
    const component = findComponent(name, tree);
    return component ? [{ component, waitsFor }] : [];
  }).sort((a, b) => b.component.uses - a.component.uses);
  if (!most) {
    throw new InputError(
      `app: no app of the tree brings in a component of ${TOOLS.map(
        ({ component }) => component,
      ).join(' or ')}, so how volumes are saved here is not known.`,
    );
  }
  return most;
}

/** The app's one claim with a file of its own, which the component's takes the place of. */
function volumeOf(app: TreeApp, { index }: WishTree): TreeVolume {
  const { namespace, name } = app;
  const volume = index.volumes.find(
    each => each.namespace === namespace && each.name === name,
  );
  if (!volume) {
    throw new InputError(
      `app: ${namespace}/${name} has no claim called ${name}, and that is the one the component saves. Add a volume first, or rename the claim.`,
    );
  }
  if (volume.backups.length > 0) {
    const [{ kind, name: backup }] = volume.backups;
    throw new InputError(
      `app: claim ${name} is saved already, by ${kind} ${backup} (${volume.file}).`,
    );
  }
  if (volume.ownerKind !== 'PersistentVolumeClaim') {
    throw new InputError(
      `app: claim ${name} is made by ${volume.owner} (${volume.file}, line ${volume.line}). Let it take an existing claim of that name first.`,
    );
  }
  const other = index.objects.find(
    ({ file, kind, name: called }) =>
      file === volume.file &&
      (kind !== 'PersistentVolumeClaim' || called !== name),
  );
  if (other) {
    throw new InputError(
      `app: ${volume.file} holds ${other.kind} ${other.name} beside claim ${name}, which the component brings instead. Give the claim a file of its own first.`,
    );
  }
  return volume;
}

/** Size, class and access of the claim, for the variables that the component has for them. */
function variables(
  volume: TreeVolume,
  component: TreeComponent,
  tree: WishTree,
): Record<string, string> {
  const asked = variablesOf(component, tree);
  const facts: [RegExp, string | undefined][] = [
    [/_CAPACITY$/, volume.size],
    [/_STORAGECLASS$/, volume.storageClass],
    [/_ACCESSMODES$/, volume.accessModes[0]],
  ];
  const found = [...asked].flatMap(([name, usual]) => {
    const fact = facts.find(
      ([pattern]) => pattern.test(name) && !/CACHE|SNAP/.test(name),
    )?.[1];
    return fact && fact !== usual ? [[name, fact]] : [];
  });
  return { APP: volume.name, ...Object.fromEntries(found) };
}

/** The component's variable for when copies are made. */
function scheduled(
  schedule: string,
  component: TreeComponent,
  tree: WishTree,
): Record<string, string> {
  const name = [...variablesOf(component, tree).keys()].find(each =>
    /_(SCHEDULE|CRON)$/.test(each),
  );
  if (!name) {
    throw new InputError(
      `schedule: the component ${component.directory} has no variable for when copies are made. Leave this empty to make them when it says.`,
    );
  }
  return { [name]: schedule };
}

function describe(
  app: string,
  {
    volume,
    component,
    schedule,
  }: { volume: TreeVolume; component: TreeComponent; schedule?: string },
): string {
  return [
    `Saves claim \`${volume.name}\` of ${app} by the component \`${component.directory}\`, as other apps of this tree.`,
    '**What to know before the merge**',
    [
      `- The component brings a claim of the same name in place of \`${volume.file}\`. What a claim is filled from cannot be changed once it is there: while the old claim lives, Flux says that the field is immutable. Stop the app, copy what it holds, delete the claim, and let Flux make it anew.`,
      `- The first copy is made by ${
        schedule
          ? `the schedule \`${schedule}\` (UTC)`
          : 'the schedule of the component'
      }; look at it before you rely on it.`,
    ].join('\n'),
  ].join('\n\n');
}
