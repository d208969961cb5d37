import { findingsIn } from '../__testUtils__/lintCases';
import type { LintCase } from '../__testUtils__/lintCases';
import { SOURCE, deployment, release } from '../__testUtils__/manifests';

const claim = (name: string, spec = '') => `
  apiVersion: v1
  kind: PersistentVolumeClaim
  metadata: { name: ${name}, namespace: home }
  spec: { resources: { requests: { storage: 5Gi } }${spec} }
`;

const saved = (name: string) => `
  apiVersion: volsync.backube/v1alpha1
  kind: ReplicationSource
  metadata: { name: ${name}, namespace: home }
  spec: { sourcePVC: ${name}, trigger: { schedule: 0 3 * * * } }
`;

const volumes: Record<string, LintCase> = {
  'a volume that nothing saves is told': {
    files: { 'apps/a.yaml': claim('notes') },
    found: [
      {
        rule: 'volume-without-backup',
        severity: 'info',
        file: 'apps/a.yaml',
        message: 'Nothing saves the volume home/notes (5Gi)',
      },
    ],
  },
  'a volume that is saved is well': {
    files: { 'apps/a.yaml': claim('notes'), 'apps/b.yaml': saved('notes') },
  },
  'a backup that nothing applies saves nothing': {
    files: {
      'apps/kustomization.yaml': 'resources: [./a.yaml]\n# - ./b.yaml\n',
      'apps/a.yaml': claim('notes'),
      'apps/b.yaml': saved('notes'),
    },
    found: [{ rule: 'volume-without-backup' }],
  },
  'an export of a NAS is saved there': {
    files: { 'apps/a.yaml': claim('media', ', volumeName: media') },
  },
  'a claim that is made is well': {
    files: {
      'apps/a.yaml': claim('notes'),
      'apps/b.yaml': saved('notes'),
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { config: { existingClaim: "{{ .Release.Name }}" } }',
      ),
    },
  },
  'a claim that nothing makes is told, where it is used': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { config: { existingClaim: "{{ .Release.Name }}" } }',
      ),
    },
    found: [
      {
        rule: 'missing-claim',
        severity: 'warning',
        line: 7,
        message: expect.stringContaining('uses the claim notes'),
      },
    ],
  },
  'a claim of a pod counts like one of values': {
    files: {
      'apps/d.yaml': deployment(
        '{ volumes: [{ name: x, persistentVolumeClaim: { claimName: gone } }] }',
      ),
    },
    found: [{ rule: 'missing-claim', line: 6 }],
  },
  'a claim that another chart may make is left alone': {
    files: {
      'apps/s.yaml': SOURCE,
      'apps/r.yaml': release(
        'persistence: { db: { existingClaim: data-pg-0 } }',
      ),
      'apps/pg.yaml': `
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata: { name: pg, namespace: home }
        spec: {}
      `,
    },
  },
  'a storage class that is not declared among others is told': {
    files: {
      'apps/a.yaml': claim('notes', ', storageClassName: fats'),
      'apps/b.yaml': saved('notes'),
      'apps/c.yaml': `
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: { name: fast }
        provisioner: csi.example
      `,
    },
    found: [
      {
        rule: 'dangling-reference',
        severity: 'warning',
        message: expect.stringContaining('storage class fats'),
      },
    ],
  },
};

describe('the rules about volumes', () => {
  it.each(Object.entries(volumes))('%s', (_, { files, found = [] }) => {
    expect(findingsIn(files)).toEqual(
      found.map(finding => expect.objectContaining(finding)),
    );
  });
});
