import { InputError } from '@backstage/errors';
import { appParts } from '@homestage/backstage-plugin-gitops-common';
import {
  listScalars,
  type TreeApp,
  type TreeObject,
  type WrittenScalar,
} from '@homestage/gitops-tree';
import { z } from 'zod';
import type { TreeEdit } from '../plan/TreeEdit';
import { filesIn } from '../plan/treePaths';
import { appOf } from './appOf';
import { createWish, type WishTree } from './Wish';

const schema = z.object({
  app: z.string(),
  /** `image REPOSITORY` or `chart NAME`; unset: the only image it has. */
  part: z.string().optional(),
  version: z.string(),
});

/** One place where a version is written. */
interface VersionPlace {
  readonly file: string;
  readonly scalar: WrittenScalar;
  readonly now: string;
}

/** Sets an image's tag or a chart's version. */
export const upgradeApp = createWish(
  schema,
  ({ app: reference, part, version }, tree) => {
    const app = appOf(reference, tree);
    const { namespace, name } = app;
    const chosen = part ?? onlyPart(app, tree);
    const [kind, ...rest] = chosen.split(' ');
    const subject = rest.join(' ');
    const places =
      kind === 'chart'
        ? chartPlaces(app, subject, tree)
        : imagePlaces(app, subject, tree);
    if (places.length === 0) {
      throw new InputError(
        `part: ${reference} has no ${chosen} whose version the tree says. It has ${
          partsOf(app, tree).join(', ') || 'none'
        }.`,
      );
    }
    const before = [...new Set(places.map(({ now }) => now))];
    if (before.length === 1 && before[0] === version) {
      throw new InputError(
        `version: ${subject} is at ${version} already (${places[0].file}, line ${places[0].scalar.line}).`,
      );
    }
    return {
      namespace,
      name,
      values: { subject, version, before: before.join(', ') },
      edits: places.flatMap(place => editsOf(place, version, tree)),
      description: describe({ subject, version, before, places, app }, tree),
    };
  },
);

function editsOf(
  { file, scalar }: VersionPlace,
  version: string,
  { index }: WishTree,
): TreeEdit[] {
  const { document, path, value } = scalar;
  const text = String(value);
  const isReference = path[path.length - 1] === 'image';
  const set = isReference
    ? `${text.slice(0, text.lastIndexOf(':'))}:${version}`
    : version;
  const digest = siblingDigest(index.files.get(file) ?? '', scalar);
  return [
    { file, document, path: [...path], set },
    // Flux takes the digest before the tag: left where it is, nothing would change.
    ...(digest
      ? [{ file, document, path: [...digest.path], unset: true as const }]
      : []),
  ];
}

function siblingDigest(
  text: string,
  { document, path }: WrittenScalar,
): WrittenScalar | undefined {
  const wanted = JSON.stringify([...path.slice(0, -1), 'digest']);
  return listScalars(text).find(
    each => each.document === document && JSON.stringify(each.path) === wanted,
  );
}

function partsOf(app: TreeApp, { index }: WishTree): string[] {
  return appParts(app, index).map(({ part }) => part);
}

function onlyPart(app: TreeApp, tree: WishTree): string {
  const parts = partsOf(app, tree);
  const images = parts.filter(part => part.startsWith('image '));
  const [only] = images.length > 0 ? images : parts;
  if (!only || images.length > 1) {
    throw new InputError(
      `part: choose what is upgraded of ${app.namespace}/${app.name}: ${
        parts.join(', ') || 'the tree names no image and no chart of it'
      }.`,
    );
  }
  return only;
}

function ownerOf({ kind, namespace, name }: TreeObject): string {
  return `${kind} ${namespace}/${name}`;
}

function chartPlaces(
  app: TreeApp,
  chart: string,
  { index }: WishTree,
): VersionPlace[] {
  const owners = [...app.helmReleases, ...app.applications].map(ownerOf);
  const uses = index.charts.filter(
    ({ name, owner }) => name === chart && owners.includes(owner),
  );
  const places = uses.flatMap(({ version, versionPlace: { file, line } }) => {
    const scalar = listScalars(index.files.get(file) ?? '').find(
      each => each.line === line && String(each.value) === version,
    );
    return scalar && version ? [{ file, scalar, now: version }] : [];
  });
  return [
    ...new Map(
      places.map(place => [`${place.file}:${place.scalar.line}`, place]),
    ).values(),
  ];
}

/** Where values and manifests name the image: `image: REPOSITORY:TAG`, or `repository` beside `tag`. */
function imagePlaces(
  app: TreeApp,
  repository: string,
  { index }: WishTree,
): VersionPlace[] {
  return filesIn(app.directory, index.files).flatMap(file => {
    const scalars = listScalars(index.files.get(file) ?? '');
    const repositories = new Set(
      scalars
        .filter(
          ({ path, value }) =>
            path[path.length - 1] === 'repository' && value === repository,
        )
        .map(({ document, path }) => parentKey(document, path)),
    );
    return scalars.flatMap((scalar): VersionPlace[] => {
      const { document, path, value } = scalar;
      const key = path[path.length - 1];
      const text = String(value);
      if (key === 'tag' && repositories.has(parentKey(document, path))) {
        return [{ file, scalar, now: text }];
      }
      return key === 'image' && text.startsWith(`${repository}:`)
        ? [{ file, scalar, now: text.slice(repository.length + 1) }]
        : [];
    });
  });
}

function parentKey(document: number, path: WrittenScalar['path']): string {
  return JSON.stringify([document, ...path.slice(0, -1)]);
}

function describe(
  change: {
    readonly subject: string;
    readonly version: string;
    readonly before: readonly string[];
    readonly places: readonly VersionPlace[];
    readonly app: TreeApp;
  },
  tree: WishTree,
): string {
  const { subject, version, before, places, app } = change;
  const files = places.map(({ file }) => file);
  const others = tree.index.charts
    .filter(({ versionPlace }) => files.includes(versionPlace.file))
    .filter(
      ({ owner }) => owner.split(' ')[1] !== `${app.namespace}/${app.name}`,
    )
    .map(({ owner }) => owner);
  const isUnpinned =
    before.some(each => each.includes('@')) && !version.includes('@');
  const notes = [
    others.length > 0 &&
      `The source is shared: ${[...new Set(others)].join(
        ', ',
      )} follow as well.`,
    isUnpinned && 'The digest that pinned the old version goes with it.',
  ].filter(Boolean);
  return [
    `Moves \`${subject}\` of ${app.namespace}/${app.name} from ${before
      .map(each => `\`${each}\``)
      .join(', ')} to \`${version}\`.`,
    ...notes.map(note => `- ${note}`),
  ].join('\n\n');
}
