import { parse } from 'yaml';

/** Where a chart lies, in the words of kustomize's `helmCharts`. */
export interface ChartPlace {
  name: string;
  repo: string;
  version: string;
}

interface Source {
  spec?: { url?: string; ref?: { tag?: string } };
}

interface Release {
  spec?: {
    chart?: { spec?: { chart?: string; version?: string } };
  };
}

/**
 * The chart of a HelmRelease by the source beside it: an OCIRepository, or a
 * HelmRepository with `spec.chart`.
 *
 * @throws Error when no source lies in the folder.
 */
export function chartOf(
  files: ReadonlyMap<string, string>,
  folder: string,
  release: object,
): ChartPlace {
  const oci = files.get(`${folder}/ocirepository.yaml`);
  if (oci !== undefined) {
    const { spec } = parse(oci) as Source;
    const url = spec?.url ?? '';
    const slash = url.lastIndexOf('/');
    return {
      name: url.slice(slash + 1),
      repo: url.slice(0, slash),
      version: String(spec?.ref?.tag ?? ''),
    };
  }
  const repository = files.get(`${folder}/helmrepository.yaml`);
  const chart = (release as Release).spec?.chart?.spec;
  if (repository === undefined || !chart) {
    throw new Error(
      `${folder}/helmrelease.yaml: its source must lie beside it, as ocirepository.yaml or helmrepository.yaml`,
    );
  }
  return {
    name: chart.chart ?? '',
    repo: (parse(repository) as Source).spec?.url ?? '',
    version: String(chart.version ?? ''),
  };
}
