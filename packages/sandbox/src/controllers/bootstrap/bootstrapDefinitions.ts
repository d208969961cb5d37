import { FileSet } from '@homestage/gitops-tree';
import { parse } from 'yaml';
import { StoredObject } from '../../kubernetes/ObjectStore';
import { ChartDescription } from '../charts/published/ChartDescription';
import { definitionsOf } from '../charts/published/publishedChart';

const CRDS_FILE = /(^|\/)bootstrap\/helmfile\/crds\.ya?ml$/;

/** What the machines bring without any chart. */
const OF_MACHINES = 'talos';

interface Release {
  name: string;
  namespace: string;
}

function chartOf(files: FileSet, { namespace, name }: Release) {
  const folder = `/${namespace}/${name}/`;
  for (const [path, text] of files) {
    if (path.includes(folder) && path.endsWith('/ocirepository.yaml')) {
      return String(parse(text)?.spec?.url ?? '')
        .split('/')
        .at(-1);
    }
  }
  return undefined;
}

/**
 * The definitions that are there before Flux runs: those of the machines, and those
 * of the charts that the tree's bootstrap names in `bootstrap/helmfile/crds.yaml`,
 * the layout of the cluster template.
 * @public
 */
export function bootstrapDefinitions(
  files: FileSet,
  descriptions: readonly ChartDescription[],
): StoredObject[] {
  const [, text] = [...files].find(([path]) => CRDS_FILE.test(path)) ?? [];
  const releases: Release[] = text ? parse(text)?.releases ?? [] : [];
  const charts = new Set(releases.map(release => chartOf(files, release)));
  return descriptions
    .filter(({ name }) => name === OF_MACHINES || charts.has(name))
    .flatMap(definitionsOf);
}
