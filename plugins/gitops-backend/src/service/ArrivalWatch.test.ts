import { mockServices } from '@backstage/backend-test-utils';
import type {
  ChangeLeg,
  ChangesAnswer,
} from '@homestage/backstage-plugin-gitops-common';
import { ArrivalWatch } from './ArrivalWatch';

const answer = (
  revision: string,
  state: ChangeLeg['state'],
): ChangesAnswer => ({
  sources: [],
  revision,
  rows: [
    {
      repository: 'home-ops',
      number: 7,
      title: 'feat: add navidrome',
      url: 'http://forge.example/7',
      branch: 'work',
      state: 'merged',
      checks: 'unknown',
      entities: [],
      places: [],
      legs: [{ leg: 'ready', state }],
    },
  ],
});

describe('ArrivalWatch', () => {
  let last: ChangesAnswer | undefined;
  let next: () => Promise<ChangesAnswer>;
  let scheduled: (() => void)[];
  let told: string[];
  let watch: ArrivalWatch;
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    last = answer('r1', 'waiting');
    next = async () => answer('r2', 'done');
    scheduled = [];
    told = [];
    watch = new ArrivalWatch({
      changes: {
        get last() {
          return last;
        },
        answer: async () => {
          last = await next();
          return last;
        },
      },
      onChange: revision => told.push(revision),
      schedule: callback => {
        scheduled.push(callback);
        return () => scheduled.splice(scheduled.indexOf(callback), 1);
      },
      logger,
    });
  });

  const pass = async () => {
    scheduled.splice(0).forEach(callback => callback());
    await new Promise(process.nextTick);
  };

  it('looks once after a burst, and tells that it came further', async () => {
    watch.noticed();
    watch.noticed();
    expect(scheduled).toHaveLength(1);
    await pass();
    expect(told).toEqual(['r2']);
  });

  it('tells nothing when it came no further', async () => {
    next = async () => answer('r1', 'waiting');
    watch.noticed();
    await pass();
    expect(told).toEqual([]);
  });

  it.each([
    ['nobody asked', undefined],
    ['all have arrived', answer('r1', 'done')],
  ])('does not look when %s', (_why, before) => {
    last = before;
    watch.noticed();
    expect(scheduled).toHaveLength(0);
  });

  it('goes on after a failure', async () => {
    next = async () => {
      throw new Error('the catalog is away');
    };
    watch.noticed();
    await pass();
    expect(logger.warn).toHaveBeenCalled();
    next = async () => answer('r2', 'done');
    watch.noticed();
    await pass();
    expect(told).toEqual(['r2']);
  });

  it('does not look any more when it is stopped', () => {
    watch.noticed();
    watch.stop();
    expect(scheduled).toHaveLength(0);
  });
});
