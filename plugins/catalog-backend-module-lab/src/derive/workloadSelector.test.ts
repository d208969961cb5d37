import type { Manifest } from '@homestage/gitops-tree';
import { workloadSelector, workloadsOf } from './workloadSelector';

type Labels = Record<string, string>;

const manifest = (kind: string, labels: Labels, spec: object): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'web', labels },
  spec,
});

const podsWith = (labels: Labels) => ({ template: { metadata: { labels } } });

const deployment = (labels: Labels, podLabels = labels) =>
  manifest('Deployment', labels, podsWith(podLabels));
const job = (labels: Labels) => manifest('Job', labels, podsWith(labels));
const cronJob = (labels: Labels, podLabels = labels) =>
  manifest('CronJob', labels, { jobTemplate: { spec: podsWith(podLabels) } });

describe('workloadSelector', () => {
  const app = { app: 'web' };

  it.each<[string, Manifest[], string | undefined]>([
    ['a workload and its pods', [deployment(app)], 'app=web'],
    ['a schedule and the pods of its jobs', [cronJob(app)], 'app=web'],
    ['a job', [job(app)], 'app=web'],
    [
      'workloads, and not the jobs beside them',
      [deployment(app), job({ app: 'migrate' })],
      'app=web',
    ],
    [
      'several workloads',
      [deployment(app), deployment({ app: 'worker' })],
      'app in (web,worker)',
    ],
    [
      'only what stands on both',
      [cronJob({ ...app, tier: 'night' }, { tier: 'night' })],
      'tier=night',
    ],
    ['nothing without labels in common', [cronJob(app, {})], undefined],
    ['nothing where nothing runs', [manifest('ConfigMap', app, {})], undefined],
  ])('finds %s', (_what, manifests, selector) => {
    expect(workloadSelector(workloadsOf(manifests))).toBe(selector);
  });
});
