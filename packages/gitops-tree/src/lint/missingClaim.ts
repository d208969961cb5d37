import { field } from '../read/field';
import { listField } from '../read/listField';
import { textField } from '../read/textField';
import { placeOfText } from '../resolve/views/placeOfText';
import type { TreeHelmRelease, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';

/**
 * A claim that a workload takes for granted and nothing in the tree makes: its
 * pods wait for it. A warning only, because somebody may have made it by hand.
 */
export const missingClaim: LintRule = {
  name: 'missing-claim',
  check: context => {
    const made = new Set(
      context.index.volumes.map(({ namespace, name }) =>
        keyOf(namespace, name),
      ),
    );
    const charts = foreignReleases(context.index.helmReleases);
    return takenClaims(context)
      .filter(
        ({ namespace, name }) =>
          !/[${]/.test(name) &&
          !made.has(keyOf(namespace, name)) &&
          !charts.some(
            chart => chart.namespace === namespace && name.includes(chart.name),
          ),
      )
      .map(({ object, namespace, name }) => ({
        severity: 'warning' as const,
        ...placeOfClaim(context, object, name),
        message: `${object.kind} ${namespace}/${object.name} uses the claim ${name}, which nothing in the tree makes`,
        mend: `Add a PersistentVolumeClaim ${name} in the namespace ${namespace}, or correct the name.`,
      }));
  },
};

interface TakenClaim {
  readonly object: TreeObject;
  readonly namespace: string;
  readonly name: string;
}

function takenClaims({ applied, index }: LintContext): TakenClaim[] {
  const ofReleases = index.helmReleases
    .filter(({ state }) => state === 'reached')
    .flatMap(release =>
      release.claims
        .filter(({ isCreated }) => !isCreated)
        .map(({ name }) => ({
          object: release,
          namespace: release.targetNamespace ?? release.namespace ?? '',
          name,
        })),
    );
  const ofWorkloads = applied
    .filter(({ group }) => group === 'apps' || group === 'batch')
    .flatMap(object =>
      claimsOfPods(object).map(name => ({
        object,
        namespace: object.namespace ?? '',
        name,
      })),
    );
  return [...ofReleases, ...ofWorkloads];
}

function claimsOfPods({ kind, manifest }: TreeObject): string[] {
  const own =
    kind === 'CronJob'
      ? field(manifest.spec, 'jobTemplate', 'spec')
      : manifest.spec;
  return listField(own, 'template', 'spec', 'volumes').flatMap(
    volume => textField(volume, 'persistentVolumeClaim', 'claimName') ?? [],
  );
}

/** Releases of charts whose templates are not known: they may make claims that carry their name. */
function foreignReleases(releases: readonly TreeHelmRelease[]) {
  return releases
    .filter(({ chart }) => chart?.name !== 'app-template')
    .map(release => ({
      namespace: release.targetNamespace ?? release.namespace ?? '',
      name: release.releaseName,
    }));
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** The name behind its field; else the field alone, because names are often made by a template. */
function placeOfClaim(
  { index }: LintContext,
  object: TreeObject,
  name: string,
) {
  const fields = ['existingClaim:', 'claimName:'];
  const places = [...fields.map(key => `${key} ${name}`), ...fields].map(text =>
    placeOfText(index.files, object, { text }),
  );
  return places.find(({ line }) => line !== object.line) ?? places[0];
}
