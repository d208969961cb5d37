import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  startOurPlugins,
  type OurPlugins,
} from './__testUtils__/startOurPlugins';

describe('our backend plugins', () => {
  let ours: OurPlugins;

  beforeAll(async () => {
    ours = await startOurPlugins();
  });

  afterAll(() => ours?.backend.stop());

  it('have routes, every one of them', () => {
    for (const name of ours.plugins) {
      const id = /plugin-(\w+)-backend$/.exec(name)![1];
      expect(
        ours.routes.filter(({ path }) => path.startsWith(`/api/${id}/`)),
      ).not.toEqual([]);
    }
  });

  it('answer no route to whom the policy denies it', async () => {
    const statuses: Record<string, number> = {};
    for (const { method, path } of ours.routes) {
      const { status } = await request(ours.backend.server)
        [method as 'get' | 'post'](path)
        .set('authorization', mockCredentials.user.header());
      statuses[`${method.toUpperCase()} ${path}`] = status;
    }
    expect(statuses).toEqual(
      Object.fromEntries(Object.keys(statuses).map(route => [route, 403])),
    );
  });

  it('open no route to whom is not signed in', () => {
    expect(ours.openings).toEqual([]);
  });

  it('register no action without a permission, nor run one for whom the policy denies it', async () => {
    expect(ours.actions.length).toBeGreaterThan(0);
    for (const action of ours.actions) {
      expect([action.name, action.visibilityPermission?.name]).toEqual([
        action.name,
        expect.any(String),
      ]);
      await expect(
        action.action({
          input: {},
          secrets: undefined,
          credentials: mockCredentials.user(),
          logger: mockServices.logger.mock(),
        }),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
    }
  });

  it('say of every action whether it changes anything', () => {
    for (const { name, attributes } of ours.actions) {
      expect([name, attributes]).toEqual([
        name,
        {
          readOnly: expect.any(Boolean),
          destructive: expect.any(Boolean),
          idempotent: expect.any(Boolean),
        },
      ]);
    }
  });
});
