import { mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { FakeClusterStore } from '@homestage/backstage-plugin-lab-node/testUtils';
import { systemTimers } from '@homestage/backstage-plugin-lab-node';
import {
  gitRepository,
  kustomization,
  readyCondition,
} from '../__testUtils__/fluxObjects';
import { startFlux } from '../service/startFlux';
import { registerFluxActions } from './registerFluxActions';

function setUp(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
  const store = new FakeClusterStore('lab');
  store.put(
    'lab',
    gitRepository('home-ops'),
    kustomization('fine', []),
    kustomization('broken', [], {
      status: {
        conditions: [readyCondition('BuildFailed', 'no such file', 'False')],
      },
    }),
  );
  const { service, stop } = startFlux({
    store,
    timers: systemTimers,
    onChange: () => {},
  });
  stop();
  const actionsRegistry = actionsRegistryServiceMock();
  registerFluxActions({
    service,
    actionsRegistry,
    permissions: mockServices.permissions.mock({
      authorize: async requests => requests.map(() => ({ result })),
    }),
  });
  return actionsRegistry;
}

const inputs: Array<[id: string, input: Record<string, string>]> = [
  ['test:list-flux-resources', {}],
  [
    'test:explain-flux-resource',
    {
      cluster: 'lab',
      kind: 'Kustomization',
      namespace: 'flux-system',
      name: 'broken',
    },
  ],
];

describe('the actions of flux', () => {
  it.each(inputs)(
    '%s refuses whom the policy denies reading',
    async (id, input) => {
      const registry = setUp(AuthorizeResult.DENY);
      await expect(registry.invoke({ id, input })).rejects.toThrow(
        'flux.resource.read',
      );
    },
  );

  it('are all marked as reading only', async () => {
    const { actions } = await setUp(AuthorizeResult.ALLOW).list();
    expect(actions.map(({ id }) => id)).toEqual(inputs.map(([id]) => id));
    for (const { attributes } of actions) {
      expect(attributes).toEqual({
        readOnly: true,
        destructive: false,
        idempotent: true,
      });
    }
  });

  it('list what is not ready', async () => {
    const { output } = await setUp(AuthorizeResult.ALLOW).invoke({
      id: 'test:list-flux-resources',
      input: { status: 'Failed,Stalled' },
    });
    expect(output).toMatchObject({
      total: 1,
      sources: [],
      rows: [{ name: 'broken', status: 'Failed', message: 'no such file' }],
    });
  });

  it('explain one object, without the object itself', async () => {
    const { output } = await setUp(AuthorizeResult.ALLOW).invoke({
      id: inputs[1][0],
      input: inputs[1][1],
    });
    expect(output).toMatchObject({
      resource: {
        row: { status: 'Failed' },
        explanation: { runbook: { anchor: 'mend-it-in-git' } },
      },
    });
    expect(JSON.stringify(output)).not.toContain('"spec"');
  });
});
