import { CONFIG_MAPS, PODS } from '../__testUtils__/addresses';
import { pod, secret } from '../__testUtils__/objects';
import { TestApi, until } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('the door', () => {
  it('refuses who has no token, or a wrong one', async () => {
    const answers = await Promise.all([
      lab.call(PODS, { token: 'wrong' }),
      lab.call('/healthz', { token: 'wrong' }),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([401, 401]);
    expect(answers[0].json()).toMatchObject({
      kind: 'Status',
      reason: 'Unauthorized',
    });
  });

  it('lets a viewer read all but Secrets, and write nothing', async () => {
    const token = lab.api.tokens.viewer;
    lab.create(secret('s'));
    const codes = await Promise.all([
      lab.call(PODS, { token }),
      lab.call('/api/v1/secrets', { token }),
      lab.call('/api/v1/namespaces/default/secrets/s', { token }),
      lab.call(PODS, { token, method: 'POST', body: pod('web') }),
      lab.call('/sandbox/faults', { token }),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([200, 403, 403, 403, 403]);
    expect(codes[1].json().message).toBe(
      'secrets is forbidden: User "viewer" cannot list resource "secrets" in API group "" at the cluster scope',
    );
    expect(codes[4].json().message).toBe(
      'forbidden: User "viewer" cannot get path "/sandbox/faults"',
    );
  });

  it('holds a user to its rules, as the review of them says', async () => {
    const token = lab.api.users.add('robot', {
      rules: [
        {
          verbs: ['get', 'list'],
          apiGroups: [''],
          resources: ['pods'],
          namespaces: ['default'],
        },
      ],
    });
    const can = async (verb: string, namespace: string) =>
      (
        await lab.call(
          '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
          {
            method: 'POST',
            token,
            body: {
              spec: {
                resourceAttributes: {
                  verb,
                  group: '',
                  resource: 'pods',
                  namespace,
                },
              },
            },
          },
        )
      ).json().status.allowed;
    expect([
      await can('list', 'default'),
      await can('list', 'kube-system'),
      await can('watch', 'default'),
    ]).toEqual([true, false, false]);
    expect((await lab.call(PODS, { token })).code).toBe(200);
    expect((await lab.call('/api/v1/pods', { token })).code).toBe(403);
  });

  it('ends what a token opened when the token is rotated', async () => {
    const watch = await lab.watch(CONFIG_MAPS, {
      token: lab.api.tokens.viewer,
    });
    const fresh = lab.api.users.rotate('viewer');
    await until('the watch ends', () => watch.isOver());
    expect((await lab.call(PODS, { token: lab.api.tokens.viewer })).code).toBe(
      401,
    );
    expect((await lab.call(PODS, { token: fresh })).code).toBe(200);
  });

  it.each(['/nowhere', '/apis/none.test/v1', '/apis/none.test/v1/things'])(
    'answers 404 in plain text for %s, which is no API',
    async path => {
      const answer = await lab.call(path);
      expect([answer.code, answer.text]).toEqual([404, '404 page not found\n']);
    },
  );

  it.each([
    '/api/v1/nothings',
    '/api/v1/namespaces/default/pods/x/exec/y',
    '/api/v1/namespaces/default/nodes',
  ])('answers 404 with a Status for %s', async path => {
    const answer = await lab.call(path);
    expect([answer.code, answer.json().kind]).toEqual([404, 'Status']);
  });

  it('keeps its CA and tokens from start to start', async () => {
    const again = await TestApi.start({ stateDirectory: lab.directory });
    expect(again.api.tokens).toEqual(lab.api.tokens);
    expect((await again.call('/version')).json().gitVersion).toMatch(
      /^v1\.36\./,
    );
    await again.stop();
  });
});
