import { once } from 'node:events';
import net from 'node:net';
import { CONFIG_MAPS, PODS } from '../__testUtils__/addresses';
import { configMap } from '../__testUtils__/objects';
import { TestApi, until } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('faults', () => {
  it('answers 429 with Retry-After as often as it is told', async () => {
    lab.api.faults.add({
      type: 'answer',
      code: 429,
      retryAfterSeconds: 1,
      times: 1,
      match: { resource: 'pods', verb: 'list' },
    });
    const [others, first] = [await lab.call(CONFIG_MAPS), await lab.call(PODS)];
    const second = await lab.call(PODS);
    expect([
      others.code,
      first.code,
      first.headers['retry-after'],
      second.code,
    ]).toEqual([200, 429, '1', 200]);
  });

  it('cuts a watch in the middle of an event', async () => {
    lab.create(configMap('a'));
    lab.api.faults.add({ type: 'cut', afterBytes: 40, times: 1 });
    const watch = await lab.watch(CONFIG_MAPS);
    await until('it breaks', () => watch.isOver());
    expect([watch.events, watch.rest().length]).toEqual([[], 40]);
  });

  it('closes everything, and comes back on the same port', async () => {
    const watch = await lab.watch(CONFIG_MAPS);
    await lab.api.faults.goDown();
    await until('the watch breaks', () => watch.isOver());
    await expect(lab.call(PODS)).rejects.toThrow('ECONNREFUSED');
    await lab.api.faults.comeBack();
    expect((await lab.call(PODS)).code).toBe(200);
  });

  it('closes also what has connected and not yet said who it is', async () => {
    const { hostname, port } = new URL(lab.api.url);
    const silent = net.connect(Number(port), hostname);
    const closed = once(silent, 'close');
    // The lab knows of it once it has answered somebody who came later.
    await once(silent, 'connect');
    await lab.call(PODS);
    await lab.api.faults.goDown();
    await closed;
    await lab.api.faults.comeBack();
    expect((await lab.call(PODS)).code).toBe(200);
  });

  it('are switched and counted over the network too', async () => {
    const post = (body: object) =>
      lab.call('/sandbox/faults', { method: 'POST', body });
    expect((await post({ type: 'answer', code: 500 })).code).toBe(200);
    expect((await lab.call(PODS)).code).toBe(500);
    expect((await post({ type: 'storm' })).code).toBe(400);
    await lab.call('/sandbox/faults', { method: 'DELETE' });
    const watch = await lab.watch(CONFIG_MAPS);
    await post({ type: 'endWatches', match: { resource: 'configmaps' } });
    await until('the watch ends', () => watch.isOver());
    expect(
      (await lab.call('/sandbox/requests')).json().requests,
    ).toContainEqual({
      verb: 'list',
      resource: 'pods',
      user: 'admin',
      count: 1,
    });
  });
});
