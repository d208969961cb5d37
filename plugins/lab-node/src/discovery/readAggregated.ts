import type { GroupVersion, ServedResource } from './GroupVersion';

/**
 * Asks for a whole half of the API (`/api` or `/apis`) in one answer, which
 * servers give since Kubernetes 1.26, and else for what older ones give.
 */
export const AGGREGATED_DISCOVERY = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

interface RawGroups {
  kind?: unknown;
  items?: RawGroup[];
}

interface RawGroup {
  metadata?: { name?: string };
  versions?: Array<{
    version?: string;
    freshness?: string;
    resources?: RawResource[];
  }>;
}

interface RawResource {
  resource?: string;
  responseKind?: { kind?: string } | null;
  scope?: string;
  verbs?: string[];
}

/**
 * Reads an `APIGroupDiscoveryList`; undefined when the answer is none. Versions
 * of a group come in the server's order of preference.
 */
export function readAggregated(answer: unknown): GroupVersion[] | undefined {
  const list = answer as RawGroups | null;
  if (list?.kind !== 'APIGroupDiscoveryList' || !Array.isArray(list.items)) {
    return undefined;
  }
  return list.items.flatMap(item =>
    (item.versions ?? []).flatMap(entry =>
      entry.version
        ? {
            group: item.metadata?.name ?? '',
            version: entry.version,
            resources:
              entry.freshness === 'Stale'
                ? undefined
                : (entry.resources ?? []).flatMap(readResource),
          }
        : [],
    ),
  );
}

function readResource(raw: RawResource): ServedResource[] {
  const kind = raw.responseKind?.kind;
  return raw.resource && kind
    ? [
        {
          kind,
          plural: raw.resource,
          namespaced: raw.scope === 'Namespaced',
          verbs: raw.verbs ?? [],
        },
      ]
    : [];
}
