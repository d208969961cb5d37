import type { AnyStep, Memory, Step } from '../Step';
import {
  CONFIG_MAPS,
  DEPLOYMENTS,
  OURS,
  PODS,
  WIDGETS,
  configMap,
  pod,
} from './objects';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const PARTIAL = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io';
const PARTIAL_LIST =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';

const names = (list: any) => list.items?.map((item: any) => item.metadata.name);

const create = (path: string, body: any): Step => ({
  name: `make ${body.kind} ${body.metadata.name}`,
  method: 'POST',
  path,
  body,
  show: made => made.kind,
});

const list = (name: string, path: string, more: Partial<Step> = {}): Step => ({
  name: `list ${name}`,
  path,
  show: body => names(body) ?? body,
  ...more,
});

/** Lists: pages, selectors, moments, forms. */
export const LIST: readonly AnyStep[] = [
  ...['l1', 'l2', 'l3', 'l4', 'l5'].map((name, index) =>
    create(
      CONFIG_MAPS,
      configMap(name, {
        metadata: {
          labels: {
            set: 'list',
            tier: index % 2 ? 'odd' : 'even',
            ...(index === 4 && { last: '' }),
          },
        },
        data: { n: String(index) },
      }),
    ),
  ),
  {
    name: 'list the whole',
    path: `${CONFIG_MAPS}?labelSelector=set%3Dlist`,
    remember: body => ({ then: body.metadata.resourceVersion }),
  },
  list('by equality', `${CONFIG_MAPS}?labelSelector=tier%3Dodd`),
  list('by inequality', `${CONFIG_MAPS}?labelSelector=set,tier!=odd`),
  list('by a set', `${CONFIG_MAPS}?labelSelector=tier+in+(odd,even),!last`),
  list('outside a set', `${CONFIG_MAPS}?labelSelector=set,tier+notin+(odd)`),
  list('by a name', `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dl2`),
  list('by a broken selector', `${CONFIG_MAPS}?labelSelector=a+in+b`),
  list('by an invalid label value', `${CONFIG_MAPS}?labelSelector=a%3D_x_`),
  list(
    'by a field that is no index',
    `${CONFIG_MAPS}?fieldSelector=data.n%3D1`,
  ),
  {
    name: 'list the first page',
    path: `${CONFIG_MAPS}?labelSelector=set%3Dlist&limit=2`,
    remember: body => ({ next: body.metadata.continue }),
    show: body => ({ names: names(body), metadata: body.metadata }),
  },
  create(
    CONFIG_MAPS,
    configMap('l6', { metadata: { labels: { set: 'list' } } }),
  ),
  {
    name: 'list the second page, of the same moment',
    path: ({ next }: Memory) =>
      `${CONFIG_MAPS}?labelSelector=set%3Dlist&limit=2&continue=${encodeURIComponent(
        next,
      )}`,
    remember: body => ({ last: body.metadata.continue }),
    show: body => ({ names: names(body), metadata: body.metadata }),
  },
  {
    name: 'list the last page',
    path: ({ last }: Memory) =>
      `${CONFIG_MAPS}?labelSelector=set%3Dlist&limit=2&continue=${encodeURIComponent(
        last,
      )}`,
    show: body => ({ names: names(body), metadata: body.metadata }),
  },
  list(
    'a page that nobody gave',
    `${CONFIG_MAPS}?limit=2&continue=bm9uc2Vuc2U`,
  ),
  list('with a limit that is no number', `${CONFIG_MAPS}?limit=many`),
  list('a moment exactly', '', {
    path: ({ then }: Memory) =>
      `${CONFIG_MAPS}?labelSelector=set%3Dlist&resourceVersion=${then}&resourceVersionMatch=Exact`,
  }),
  list('not older than a moment', '', {
    path: ({ then }: Memory) =>
      `${CONFIG_MAPS}?labelSelector=set%3Dlist&resourceVersion=${then}&resourceVersionMatch=NotOlderThan`,
  }),
  list(
    'whatever is known',
    `${CONFIG_MAPS}?labelSelector=set%3Dlist&resourceVersion=0`,
  ),
  list(
    'the future',
    `${CONFIG_MAPS}?resourceVersion=999999999999999&timeoutSeconds=1`,
    {
      // How much is told of the wait differs with the version.
      show: ({ code, reason, details }) => ({
        code,
        reason,
        causes: details?.causes,
      }),
    },
  ),
  list('a version that is none', `${CONFIG_MAPS}?resourceVersion=abc`),
  list(
    'a match without a version',
    `${CONFIG_MAPS}?resourceVersionMatch=Exact`,
  ),
  list(
    'an unknown match',
    `${CONFIG_MAPS}?resourceVersion=1&resourceVersionMatch=Sometimes`,
  ),
  create(PODS, pod('web')),
  create(PODS, pod('job', { nodeSelector: { disk: 'fast' } })),
  list('pods by phase', `${PODS}?fieldSelector=status.phase%3DPending`),
  list('pods by node', `${PODS}?fieldSelector=spec.nodeName%3Dnone`),
  { name: 'a pod as it is stored', path: `${PODS}/web` },
  {
    name: 'pods as a table',
    path: `${PODS}?${OURS}`,
    accept: TABLE,
    show: withoutAges,
  },
  {
    name: 'config maps as a table',
    path: `${CONFIG_MAPS}?labelSelector=set%3Dlist&limit=1`,
    accept: TABLE,
    show: withoutAges,
  },
  {
    name: 'deployments as a table',
    path: `${DEPLOYMENTS}?${OURS}`,
    accept: TABLE,
    show: withoutAges,
  },
  {
    name: 'custom resources as a table',
    path: WIDGETS,
    accept: TABLE,
    show: withoutAges,
  },
  {
    name: 'one object as a table, without the object',
    path: `${CONFIG_MAPS}/one?includeObject=None`,
    accept: TABLE,
    show: withoutAges,
  },
  {
    name: 'metadata of a list alone',
    path: `${CONFIG_MAPS}?labelSelector=set%3Dlist,tier%3Dodd`,
    accept: PARTIAL_LIST,
  },
  { name: 'metadata of one alone', path: `${CONFIG_MAPS}/l1`, accept: PARTIAL },
];

/** Cells without what depends on the moment: each server was asked at its own. */
function withoutAges(table: any) {
  const age = table.columnDefinitions?.findIndex(
    ({ name }: { name: string }) => name === 'Age',
  );
  return {
    ...table,
    // Texts of columns are documentation.
    columnDefinitions: table.columnDefinitions?.map(
      ({ description, ...column }: Record<string, unknown>) => column,
    ),
    rows: table.rows?.map((row: any) => ({
      ...row,
      cells: row.cells.map((cell: unknown, index: number) =>
        index === age ? '<age>' : cell,
      ),
    })),
  };
}

const brief = ({ type, object }: any) => ({
  type,
  name: object.metadata?.name,
  data: object.data,
  code: object.code,
  reason: object.reason,
  annotations: object.metadata?.annotations,
});

const touch = (name: string, value: string): Step => ({
  name: `touch ${name} with ${value}`,
  method: 'PATCH',
  contentType: 'application/merge-patch+json',
  path: `${CONFIG_MAPS}/${name}`,
  body: { data: { n: value } },
});

const relabel = (name: string, set: string | null): Step => ({
  name: `relabel ${name}`,
  method: 'PATCH',
  contentType: 'application/merge-patch+json',
  path: `${CONFIG_MAPS}/${name}`,
  body: { metadata: { labels: { set } } },
});

const LISTED = `${CONFIG_MAPS}?labelSelector=set%3Dlist`;

/** Watches: beginnings, ends, what enters and leaves a selector, expired versions. */
export const WATCH: readonly AnyStep[] = [
  {
    name: 'watch after a moment',
    watch: ({ then }: Memory) => `${LISTED}&resourceVersion=${then}`,
    during: [touch('l1', 'x'), relabel('l2', null), relabel('l2', 'list')],
    events: 4,
    show: brief,
  },
  {
    name: 'watch one object until it is deleted',
    watch: `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dl6`,
    during: [
      touch('l6', 'y'),
      { name: 'delete l6', method: 'DELETE', path: `${CONFIG_MAPS}/l6` },
    ],
    events: 3,
  },
  {
    name: 'watch from the beginning, with its end marked',
    watch: `${LISTED}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    events: 6,
    show: brief,
  },
  {
    name: 'watch from the beginning without bookmarks',
    watch: `${LISTED}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
    events: 1,
    show: brief,
  },
  {
    name: 'watch as a table',
    watch: `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dl1`,
    accept: TABLE,
    events: 1,
    show: ({ type, object }) => ({ type, object: withoutAges(object) }),
  },
  {
    name: 'watch metadata alone',
    watch: `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dl1`,
    accept: PARTIAL,
    events: 1,
  },
  {
    name: 'watch for a second',
    watch: `${CONFIG_MAPS}?fieldSelector=metadata.name%3Dnothing&timeoutSeconds=1`,
    events: 1,
  },
  {
    name: 'watch a kind that is not there',
    watch: '/api/v1/namespaces/transcript/things',
    events: 1,
  },
  {
    name: 'watch from a version that is none',
    watch: `${CONFIG_MAPS}?resourceVersion=abc`,
    events: 1,
  },
];

/** What is left of the past when a server has forgotten it. */
export const EXPIRED: readonly AnyStep[] = [
  { ...touch('l1', 'before'), name: 'one change more' },
  { name: 'the past is forgotten', deed: 'expire' },
  { ...touch('l1', 'after'), name: 'and one change after' },
  {
    name: 'watch after a moment that is forgotten',
    watch: ({ then }: Memory) => `${LISTED}&resourceVersion=${then}`,
    events: 1,
    show: ({ type, object: { message, ...object } }) => ({
      type,
      object,
      isTold: /^too old resource version: \d+ \(\d+\)$/.test(message),
    }),
  },
  {
    name: 'list a page of a moment that is forgotten',
    path: ({ next }: Memory) =>
      `${LISTED}&limit=2&continue=${encodeURIComponent(next)}`,
    // A token to go on with inconsistently is given in the metadata.
    show: ({ metadata, ...body }) => ({
      ...body,
      goesOn: Boolean(metadata?.continue),
    }),
  },
  {
    name: 'list a moment that is forgotten, exactly',
    path: ({ then }: Memory) =>
      `${LISTED}&resourceVersion=${then}&resourceVersionMatch=Exact`,
    show: ({ code, reason }) => ({ code, reason }),
  },
];
