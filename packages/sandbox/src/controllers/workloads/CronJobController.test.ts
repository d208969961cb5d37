import { TestLab } from '../__testUtils__/TestLab';
import { configMap, tree } from '../__testUtils__/treeFiles';

const cronJob = (name: string, spec: Record<string, unknown>) => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name, namespace: 'default' },
  spec: {
    jobTemplate: {
      spec: {
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'app', image: 'app:1' }],
          },
        },
      },
    },
    ...spec,
  },
});

describe('CronJobs', () => {
  let lab: TestLab;

  beforeEach(async () => {
    lab = await TestLab.create(
      tree({ none: { objects: [configMap('none')] } }),
    );
    lab.start();
  });
  afterEach(() => lab.stop());

  const statusOf = (name: string) =>
    lab.get('CronJob', 'default', name)?.status;

  it('that the lab begins with have run before', async () => {
    lab.store.create(
      cronJob('six-hourly', {
        schedule: '0 */6 * * *',
        timeZone: 'Europe/Amsterdam',
      }),
    );
    lab.store.create(cronJob('yearly', { schedule: '30 4 1 1 *' }));
    lab.store.create(
      cronJob('asleep', { schedule: '0 * * * *', suspend: true }),
    );
    await lab.pass(1_000);
    expect(statusOf('six-hourly')).toMatchObject({
      lastScheduleTime: '2026-11-20T11:00:00Z',
      lastSuccessfulTime: '2026-11-20T11:00:05Z',
    });
    expect(statusOf('yearly')).toMatchObject({
      lastScheduleTime: '2026-01-01T04:30:00Z',
    });
    expect(statusOf('asleep')).not.toHaveProperty('lastScheduleTime');
    expect(lab.list('Job', 'default')).toEqual([]);
  });

  it('that are made later have never run', async () => {
    await lab.pass(3 * 60_000);
    lab.store.create(cronJob('new', { schedule: '0 * * * *' }));
    await lab.pass(60_000);
    expect(statusOf('new')).toEqual({ active: [] });
  });

  it('say for which time they ran, and when they succeeded', async () => {
    lab.store.create(cronJob('hourly', { schedule: '0 * * * *' }));
    await lab.pass(61 * 60_000);
    expect(statusOf('hourly')).toMatchObject({
      lastScheduleTime: '2026-11-20T13:00:00Z',
      lastSuccessfulTime: expect.stringMatching(/^2026-11-20T13:00:/),
    });
  });

  it('run at their times and keep as many Jobs as told', async () => {
    lab.store.create(
      cronJob('report', {
        schedule: '*/10 * * * *',
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
      }),
    );
    await lab.pass(35 * 60_000);
    expect(lab.list('Job', 'default')).toHaveLength(1);
    expect(lab.list('Job', 'default')[0].status).toMatchObject({
      succeeded: 1,
    });
    expect(statusOf('report')).toMatchObject({
      lastScheduleTime: '2026-11-20T12:30:00Z',
      active: [],
    });
  });
});
