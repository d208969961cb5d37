import { InputError } from '@backstage/errors';
import type { Conventions, TreeIndex } from '@homestage/gitops-tree';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { StyleDefaults } from './treeStyle';
import { yamlScalar } from './yamlScalar';

/** Media type of the layer that holds a Helm chart, as Flux's documentation gives it. */
const CHART_LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/**
 * How app-template is brought in.
 *
 * @public
 */
export interface ChartStyle {
  via: 'chartRef' | 'chart';
  /** True when the app brings its own source. */
  isPerApp: boolean;
  sourceKind: string;
  sourceName: string;
  /** Set when the source lies in another namespace than the app. */
  sourceNamespace?: string;
  version: string;
  url: string;
  interval: string;
  apiVersion: string;
  /** `spec.ref` of an OCIRepository, as the tree pins it. */
  ref: Record<string, string>;
  /** Media type for `layerSelector`; unset where the tree leaves it out. */
  layerMediaType?: string;
}

/** Reads how the tree's app-template releases get their chart. */
export function chartStyle(
  app: { name: string },
  tree: { index: TreeIndex; conventions: Conventions },
  defaults: StyleDefaults,
): ChartStyle {
  const known = tree.conventions.appTemplate;
  const version = known?.version ?? defaults.appTemplate?.version;
  const url = known?.url ?? defaults.appTemplate?.url;
  const isPerApp = known ? known.repository === 'per-app' : true;
  if (!version || (isPerApp && !url)) {
    throw new InputError(
      'No app of this tree shows where app-template comes from and in which version. Give defaults.appTemplate.url and .version to homestage:gitops:inspect.',
    );
  }
  const example = readExample(tree.index, known?.exampleFile);
  return {
    via: known?.via ?? 'chartRef',
    isPerApp,
    sourceKind: known?.sourceKind ?? 'OCIRepository',
    sourceName: isPerApp ? app.name : known?.sourceName ?? 'app-template',
    sourceNamespace: isPerApp ? undefined : known?.sourceNamespace,
    version: yamlScalar(version),
    url: url ?? '',
    interval: known?.interval ?? '1h',
    apiVersion: example?.apiVersion ?? 'source.toolkit.fluxcd.io/v1',
    ref: asScalars(example?.spec.ref ?? refOf(known?.pin, version)),
    layerMediaType: !known || known.hasLayerSelector ? CHART_LAYER : undefined,
  };
}

/** A version's digest can only be copied: it is the same for every app. */
function refOf(
  pin: 'tag' | 'semver' | 'digest' | undefined,
  version: string,
): Record<string, string> {
  return pin && pin !== 'tag' ? { [pin]: version } : { tag: version };
}

function asScalars(ref: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ref).map(([key, text]) => [key, yamlScalar(text)]),
  );
}

const exampleSchema = z.object({
  apiVersion: z.string(),
  kind: z.literal('OCIRepository'),
  spec: z.object({ ref: z.record(z.string(), z.coerce.string()) }),
});

function readExample(
  index: TreeIndex,
  file: string | undefined,
): z.infer<typeof exampleSchema> | undefined {
  const text = file ? index.files.get(file) : undefined;
  for (const document of text ? parseAllDocuments(text) : []) {
    const parsed = exampleSchema.safeParse(document.toJS());
    if (parsed.success) {
      return parsed.data;
    }
  }
  return undefined;
}
