import type { KubeApi } from '../api/KubeApi';
import { KubeApiError } from '../api/KubeApiError';
import type { GroupVersion, ServedResource } from './GroupVersion';
import { AGGREGATED_DISCOVERY, readAggregated } from './readAggregated';

/** How many group versions are asked for at a time where the API cannot answer for all at once. */
const PARALLEL_REQUESTS = 8;

interface RawVersions {
  versions?: string[];
}

interface RawGroups {
  groups?: Array<{
    name?: string;
    versions?: Array<{ version?: string }>;
    preferredVersion?: { version?: string };
  }>;
}

interface RawResources {
  resources?: Array<{
    name?: string;
    kind?: string;
    namespaced?: boolean;
    verbs?: string[];
  }>;
}

/**
 * Asks a cluster what it serves: two requests where it has aggregated
 * discovery, else one for each group version. A group that cannot be asked costs
 * that group only; rejects with a KubeApiError when the API does not answer.
 */
export async function discoverKinds(
  api: KubeApi,
  signal: AbortSignal,
): Promise<GroupVersion[]> {
  const [core, groups] = await Promise.all(
    ['/api', '/apis'].map(path =>
      api.getJson({ path, signal, accept: AGGREGATED_DISCOVERY }),
    ),
  );
  const aggregated = [readAggregated(core), readAggregated(groups)];
  const names = [
    ...(aggregated[0] ? [] : namesOfCore(core)),
    ...(aggregated[1] ? [] : namesOfGroups(groups)),
  ];
  const asked: GroupVersion[] = [];
  for (let start = 0; start < names.length; start += PARALLEL_REQUESTS) {
    const batch = names.slice(start, start + PARALLEL_REQUESTS);
    asked.push(
      ...(await Promise.all(batch.map(name => askFor(api, name, signal)))),
    );
  }
  return [...(aggregated[0] ?? []), ...(aggregated[1] ?? []), ...asked];
}

type GroupVersionName = Pick<GroupVersion, 'group' | 'version'>;

function namesOfCore(answer: unknown): GroupVersionName[] {
  const { versions } = (answer ?? {}) as RawVersions;
  return (versions ?? []).map(version => ({ group: '', version }));
}

/** The preferred version first, as aggregated discovery has it. */
function namesOfGroups(answer: unknown): GroupVersionName[] {
  const { groups } = (answer ?? {}) as RawGroups;
  return (groups ?? []).flatMap(({ name, versions, preferredVersion }) => {
    const all = (versions ?? []).flatMap(({ version }) => version ?? []);
    const preferred = preferredVersion?.version;
    const ordered = preferred
      ? [preferred, ...all.filter(version => version !== preferred)]
      : all;
    return name ? ordered.map(version => ({ group: name, version })) : [];
  });
}

async function askFor(
  api: KubeApi,
  name: GroupVersionName,
  signal: AbortSignal,
): Promise<GroupVersion> {
  const root = name.group ? `/apis/${name.group}` : '/api';
  try {
    const answer = await api.getJson({
      path: `${root}/${name.version}`,
      signal,
    });
    return { ...name, resources: readResources(answer) };
  } catch (error) {
    if (error instanceof KubeApiError) {
      return { ...name, resources: undefined, failure: error };
    }
    throw error;
  }
}

function readResources(answer: unknown): ServedResource[] {
  const { resources } = (answer ?? {}) as RawResources;
  return (resources ?? []).flatMap(({ name, kind, namespaced, verbs }) =>
    name && kind && !name.includes('/')
      ? [
          {
            kind,
            plural: name,
            namespaced: namespaced === true,
            verbs: verbs ?? [],
          },
        ]
      : [],
  );
}
