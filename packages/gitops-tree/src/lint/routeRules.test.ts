import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';
import { gateway } from '../__testUtils__/manifests';

const route = (name: string, at: string, more = '') => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: { name: ${name}, namespace: home }
  spec:
    hostnames: [${name}.lab.example]
    parentRefs: [{ name: ${at}, namespace: network }]
    ${more}
`;

const policy = (spec: string, namespace = 'home') => `
  apiVersion: gateway.envoyproxy.io/v1alpha1
  kind: SecurityPolicy
  metadata: { name: login, namespace: ${namespace} }
  spec: { oidc: { clientID: x }, ${spec} }
`;

const OPEN = 'rules: [{ backendRefs: [{ name: notes, port: 80 }] }]';

const routes: Record<string, LintCase> = {
  'a route to the internet without a login is told': {
    files: { 'apps/r.yaml': route('notes', 'envoy-external', OPEN) },
    found: [{ rule: 'exposed-without-auth', severity: 'info', line: 5 }],
  },
  'it is a warning where other routes have one': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/o.yaml': route('other', 'envoy-external', OPEN),
      'apps/p.yaml': policy('targetRefs: [{ kind: HTTPRoute, name: other }]'),
    },
    found: [
      {
        rule: 'exposed-without-auth',
        severity: 'warning',
        file: 'apps/r.yaml',
      },
    ],
  },
  'a policy of the gateway guards all of its routes': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/p.yaml': policy(
        'targetRefs: [{ kind: Gateway, name: envoy-external }]',
        'network',
      ),
    },
  },
  'a policy without a login guards nothing': {
    files: {
      'apps/r.yaml': route('notes', 'envoy-external', OPEN),
      'apps/p.yaml': policy(
        'targetRefs: [{ kind: HTTPRoute, name: notes }]',
      ).replace('oidc: { clientID: x }', 'cors: {}'),
    },
    found: [{ rule: 'exposed-without-auth', severity: 'info' }],
  },
  'routes inside of the house need none': {
    files: { 'apps/r.yaml': route('notes', 'envoy-internal', OPEN) },
  },
  'a route that only sends visitors on needs none': {
    files: {
      'apps/r.yaml': route(
        'notes',
        'envoy-external',
        'rules: [{ filters: [{ type: RequestRedirect }] }]',
      ),
    },
  },
  'a gateway that is not declared among others is told': {
    files: {
      'apps/r.yaml': route('notes', 'internla', OPEN),
      'apps/g.yaml': gateway('internal', '192.168.1.60'),
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        line: 5,
        mend: expect.stringContaining('network/internal'),
      },
    ],
  },
};

describe('the rules about routes', () => {
  it.each(Object.entries(routes))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
