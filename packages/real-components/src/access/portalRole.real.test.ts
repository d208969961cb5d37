import { mockServices } from '@backstage/backend-test-utils';
import {
  createClusterStore,
  requiredRules,
  PORTAL_RESOURCES,
  type StoppableClusterStore,
} from '@homestage/backstage-plugin-lab-node';
import { RealKubernetes } from '../kubernetes/RealKubernetes';
import { waitFor } from '../process/waitFor';
import {
  ACCOUNT,
  complaints,
  portalAccount,
} from './__testUtils__/portalAccount';
import { portalReads, type Kind } from './__testUtils__/portalReads';
import { standInDefinitions } from './__testUtils__/standInDefinitions';

const ROLE = '/apis/rbac.authorization.k8s.io/v1/clusterroles/homestage-viewer';

const rules = requiredRules(PORTAL_RESOURCES);
const nameOf = ({ group, kind }: Kind) => (group ? `${kind}.${group}` : kind);

describe('the role of the portal', () => {
  let kubernetes: RealKubernetes;
  let config: Awaited<ReturnType<typeof portalAccount>>;
  const stores: StoppableClusterStore[] = [];

  beforeAll(async () => {
    kubernetes = await RealKubernetes.start();
    await kubernetes.run('kubectl', ['create', '-f', '-'], {
      stdin: standInDefinitions()
        .map(object => JSON.stringify(object))
        .join('\n---\n'),
    });
    await kubernetes.run('kubectl', [
      ...['wait', '--for=condition=Established', 'crd', '--all'],
    ]);
    config = await portalAccount(kubernetes);
  });
  afterEach(() => stores.splice(0).forEach(store => store.stop()));
  afterAll(() => kubernetes?.stop());

  function startStore(): StoppableClusterStore {
    const store = createClusterStore({
      config: mockServices.rootConfig(config),
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

  it('lets the store read every kind that a page asks for', async () => {
    const states = await statesOf(startStore(), portalReads());
    const others = [...states].filter(
      ([, { status }]) => status !== 'live' && status !== 'absent',
    );
    expect(others).toEqual([]);
    const live = [...states.values()].filter(({ status }) => status === 'live');
    expect(live.length).toBeGreaterThan(50);
  });

  it('was never refused, and never used to ask for a Secret', () => {
    const { requests, refused, secrets } = complaints(kubernetes);
    expect(requests).toBeGreaterThan(100);
    expect(refused).toEqual([]);
    expect(secrets).toEqual([]);
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

    it('has kinds of every rule that the store reads by', () => {
      const groups = new Set(served.map(({ group }) => group));
      // Usage comes from the metrics server, which the Kubernetes tab asks alone.
      expect(
        rules
          .filter(({ apiGroups }) => !groups.has(apiGroups[0]))
          .map(({ apiGroups }) => apiGroups[0]),
      ).toEqual(['metrics.k8s.io']);
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
