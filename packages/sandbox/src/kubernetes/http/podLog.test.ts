import { PODS } from '../__testUtils__/addresses';
import { pod } from '../__testUtils__/objects';
import { TestApi } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('podLog', () => {
  it('reads logs by tail, limit and container', async () => {
    await lab.stop();
    const lines = ['one', 'two', 'three'].map(text => ({
      time: '2026-03-01T12:00:00.5Z',
      text,
    }));
    lab = await TestApi.start({
      logSource: {
        logs: (_pod, container, { previous } = {}) =>
          container === 'web' && !previous
            ? { lines: () => lines, subscribe: () => () => {} }
            : undefined,
      },
    });
    lab.create(pod('web'));
    const log = async (query: string) =>
      (await lab.call(`${PODS}/web/log${query}`)).text;
    expect(await log('')).toBe('one\ntwo\nthree\n');
    expect(await log('?tailLines=1&timestamps=true')).toBe(
      '2026-03-01T12:00:00.5Z three\n',
    );
    expect(await log('?limitBytes=5')).toBe('one\nt');
    expect(await log('?container=none')).toContain(
      'container none is not valid for pod web',
    );
    expect(await log('?previous=true')).toContain(
      'previous terminated container',
    );
  });
});
