import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  createClusterStore,
  requiredRules,
  PORTAL_RESOURCES,
  type StoppableClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import { readFileSync } from 'node:fs';
import { repositoryPath } from '../files/renderLab';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { waitFor } from '../process/waitFor';
import { portalReads, type Kind } from './__testUtils__/portalReads';

const ACCOUNT = 'system:serviceaccount:homestage:homestage';
const ROLE = '/apis/rbac.authorization.k8s.io/v1/clusterroles/homestage-viewer';

const rules = requiredRules(PORTAL_RESOURCES);
const nameOf = ({ group, kind }: Kind) => (group ? `${kind}.${group}` : kind);

/** An app with the label that the Kubernetes tab looks for. */
const APP = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'web',
    annotations: { 'backstage.io/kubernetes-id': 'web' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'lab' },
};

describe('the role of the portal', () => {
  let kubernetes: RealKubernetes;
  let token: string;
  const stores: StoppableClusterStore[] = [];

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start({ definitions: 'all' });
    await kubernetes.run('kubectl', ['apply', '-f', '-'], {
      stdin: readFileSync(repositoryPath('docs/rbac.yaml'), 'utf8'),
    });
    const answer = await kubernetes.run('kubectl', [
      ...['create', 'token', 'homestage', '--namespace', 'homestage'],
    ]);
    token = answer.trim();
  });
  afterEach(() => stores.splice(0).forEach(store => store.stop()));
  afterAll(() => kubernetes?.stop());

  const config = () => ({
    data: {
      kubernetes: {
        serviceLocatorMethod: { type: 'multiTenant' },
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'lab',
                url: kubernetes.url,
                caFile: kubernetes.caFile,
                authProvider: 'serviceAccount',
                serviceAccountToken: token,
              },
            ],
          },
        ],
      },
    },
  });

  function startStore(): StoppableClusterStore {
    const store = createClusterStore({
      config: mockServices.rootConfig(config()),
      logger: mockServices.logger.mock({
        child: () => mockServices.logger.mock(),
      }),
    });
    stores.push(store);
    return store;
  }

  /** The state of each kind once it is known. */
  async function statesOf(
    store: StoppableClusterStore,
    kinds: readonly Kind[],
  ) {
    const snapshots = await Promise.all(
      kinds.map(kind => store.settled('lab', kind)),
    );
    return new Map(
      snapshots.map(({ kind, state }) => [nameOf(kind), state] as const),
    );
  }

  const ofPortal = () =>
    kubernetes.auditEvents().filter(({ user }) => user.username === ACCOUNT);

  it('lets the store read every kind that a page asks for', async () => {
    const states = await statesOf(startStore(), portalReads());
    const others = [...states].filter(
      ([, { status }]) => status !== 'live' && status !== 'absent',
    );
    expect(others).toEqual([]);
    const live = [...states.values()].filter(({ status }) => status === 'live');
    expect(live.length).toBeGreaterThan(50);
  });

  it('lets the Kubernetes tab read what it shows', async () => {
    const { server, stop } = await startTestBackend({
      features: [
        kubernetesPlugin,
        catalogServiceMock.factory({ entities: [APP] }),
        mockServices.rootConfig.factory(config()),
      ],
    });
    try {
      const response = await fetch(
        `http://127.0.0.1:${server.port()}/api/kubernetes/services/web`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ entity: APP, auth: {} }),
        },
      );
      const answer = await response.json();
      expect(response.status).toBe(200);
      expect(answer.items).toHaveLength(1);
      expect(answer.items[0].errors).toEqual([]);
      expect(answer.items[0].resources.length).toBeGreaterThan(5);
    } finally {
      await stop();
    }
  });

  it('was never refused, and never used to ask for a Secret', () => {
    const events = ofPortal();
    expect(events.length).toBeGreaterThan(100);
    expect(
      events
        .filter(({ responseStatus }) => responseStatus?.code === 403)
        .map(({ verb, requestURI }) => [verb, requestURI]),
    ).toEqual([]);
    expect(
      events.filter(({ objectRef }) => objectRef?.resource === 'secrets'),
    ).toEqual([]);
  });

  it('does not let Secrets be read, nor anything be changed', async () => {
    for (const words of [
      ['list', 'secrets'],
      ['get', 'secrets'],
      ['delete', 'pods'],
      ['patch', 'kustomizations.kustomize.toolkit.fluxcd.io'],
      ['create', 'pods/exec'],
    ]) {
      const { stdout } = await kubernetes.tryKubectl([
        ...['auth', 'can-i', ...words, `--as=${ACCOUNT}`, '-A'],
      ]);
      expect([...words, stdout.trim()]).toEqual([...words, 'no']);
    }
  });

  describe('with one rule less', () => {
    /** What the role allows, as kinds that the store may be asked for. */
    let served: Array<Kind & { plural: string }>;

    beforeAll(async () => {
      const store = startStore();
      await store.settled('lab', { group: '', kind: 'Pod' });
      const named = new Set(
        PORTAL_RESOURCES.filter(({ verbs }) => !verbs).map(
          ({ group, plural }) => `${plural}.${group}`,
        ),
      );
      served = store
        .servedKinds('lab')
        .kinds.filter(({ group, plural }) => named.has(`${plural}.${group}`));
    });

    it('is known of every rule but those of which no server has the kinds', () => {
      const groups = new Set(served.map(({ group }) => group));
      expect(
        rules
          .filter(({ apiGroups }) => !groups.has(apiGroups[0]))
          .map(({ apiGroups }) => apiGroups[0]),
      ).toEqual([]);
    });

    const setRules = (allowed: typeof rules) =>
      kubernetes.as('admin').json(ROLE, {
        method: 'PATCH',
        contentType: 'application/merge-patch+json',
        body: { rules: allowed },
      });

    const isAllowed = async (group: string, resource: string) => {
      const [plural, subresource] = resource.split('/');
      const review = await kubernetes
        .as('admin')
        .json('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
          method: 'POST',
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SubjectAccessReview',
            spec: {
              user: ACCOUNT,
              resourceAttributes: {
                verb: 'get',
                group,
                resource: plural,
                subresource,
              },
            },
          },
        });
      return review.status.allowed;
    };

    afterAll(() => setRules(rules));

    it.each(
      rules.map(
        rule =>
          [
            `${rule.apiGroups[0] || 'core'} (${rule.resources[0]} ...)`,
            rule,
          ] as const,
      ),
    )('%s: just its kinds say so, and what to allow', async (_, removed) => {
      await setRules(rules.filter(rule => rule !== removed));
      const [group] = removed.apiGroups;
      await waitFor(
        'the rule to be gone',
        async () => !(await isAllowed(group, removed.resources[0])),
      );
      const states = await statesOf(startStore(), served);
      const missing = served.filter(
        kind => kind.group === group && removed.resources.includes(kind.plural),
      );
      const expected = new Map(
        served.map(kind => [
          nameOf(kind),
          missing.includes(kind)
            ? [
                'forbidden',
                `Allow get, list and watch for ${nameOf(
                  kind,
                )} in the portal's ClusterRole`,
              ]
            : ['live', undefined],
        ]),
      );
      expect(
        new Map(
          [...states].map(([name, { status, nextStep }]) => [
            name,
            [status, nextStep],
          ]),
        ),
      ).toEqual(expected);
      await setRules(rules);
      await waitFor('the rule to be back', () =>
        isAllowed(group, removed.resources[0]),
      );
    });
  });
});
