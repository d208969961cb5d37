import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';

const secret = (spec: string) => `
  apiVersion: external-secrets.io/v1
  kind: ExternalSecret
  metadata: { name: notes, namespace: home }
  spec: ${spec}
`;

const store = (name: string) => `
  apiVersion: external-secrets.io/v1
  kind: ClusterSecretStore
  metadata: { name: ${name} }
  spec: { provider: { vault: {} } }
`;

const secrets: Record<string, LintCase> = {
  'a template that uses a field nobody fetches is an error': {
    files: {
      'apps/a.yaml': secret(`
        target:
          template:
            data:
              URL: "http://{{ .user }}:{{ .pass | urlquery }}@db"
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
    },
    found: [
      {
        rule: 'missing-secret-field',
        severity: 'error',
        line: 8,
        message: expect.stringContaining('uses the field pass'),
      },
    ],
  },
  'fields of dataFrom are not known': {
    files: {
      'apps/a.yaml': secret(`
        target: { template: { data: { URL: "{{ .pass }}" } } }
        data: [{ secretKey: user, remoteRef: { key: db } }]
        dataFrom: [{ extract: { key: db } }]`),
    },
  },
  'within a range the dot is something else, and quoted text is no field': {
    files: {
      'apps/a.yaml': secret(`
        target: { template: { data: { A: "{{ range .user }}{{ .x }}{{ end }}", B: '{{ "{{ .y }}" }}{{ .user.z }}' } } }
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
    },
  },
  'a store that is not declared among others is told': {
    files: {
      'apps/a.yaml': secret(`
        secretStoreRef: { kind: ClusterSecretStore, name: valt }
        data: [{ secretKey: user, remoteRef: { key: db } }]`),
      'apps/s.yaml': store('vault'),
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        line: 5,
        mend: expect.stringContaining('vault'),
      },
    ],
  },
  'stores are not missed where the tree declares none': {
    files: {
      'apps/a.yaml': secret(
        '{ secretStoreRef: { kind: ClusterSecretStore, name: vault } }',
      ),
    },
  },
};

describe('the rules about secrets', () => {
  it.each(Object.entries(secrets))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
