import { InputError } from '@backstage/errors';
import type {
  TreeApp,
  TreeHelmRelease,
  TreeKustomization,
} from '@homestage/gitops-tree';
import type { WishTree } from './Wish';

/** The app of a `namespace/name`; throws InputError naming the field. */
export function appOf(reference: string, { index }: WishTree): TreeApp {
  const app = index.apps.find(
    ({ namespace, name }) => `${namespace}/${name}` === reference,
  );
  if (!app) {
    throw new InputError(
      `app: the tree has no app ${reference}. Choose one of the list.`,
    );
  }
  return app;
}

/** The app in whose directory a file lies: what several apps bring in is in none. */
export function appOfFile(
  file: string,
  { index }: WishTree,
): TreeApp | undefined {
  const [app] = index.apps
    .filter(({ directory }) => file.startsWith(`${directory}/`))
    .sort((a, b) => b.directory.length - a.directory.length);
  return app;
}

/** The Flux Kustomization that applies what an app mainly is; undefined in a tree of Argo CD. */
export function mainKustomization(app: TreeApp): TreeKustomization | undefined {
  const local = app.kustomizations.filter(({ isLocal }) => isLocal);
  return local.find(({ name }) => name === app.name) ?? local[0];
}

/** The app's release of app-template, whose values have a known shape. */
export function appTemplateRelease(app: TreeApp): TreeHelmRelease | undefined {
  const releases = app.helmReleases.filter(
    ({ chart }) => chart?.name === 'app-template',
  );
  return releases.find(({ name }) => name === app.name) ?? releases[0];
}

/** The release of app-template; throws InputError where the app is installed by another chart. */
export function requireAppTemplate(
  app: TreeApp,
  wish: string,
): TreeHelmRelease {
  const release = appTemplateRelease(app);
  if (!release) {
    throw new InputError(
      `app: ${app.namespace}/${app.name} is not installed by app-template, so where its values ${wish} is not known. Edit ${app.file} by hand.`,
    );
  }
  return release;
}
