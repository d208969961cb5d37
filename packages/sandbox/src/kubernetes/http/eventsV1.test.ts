import { names } from '../__testUtils__/objects';
import { TestApi } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('eventsV1', () => {
  it('serves an event in both of its groups', async () => {
    lab.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'default' },
      involvedObject: { kind: 'Pod', name: 'web' },
      message: 'Pulled',
    });
    const later = (
      await lab.call('/apis/events.k8s.io/v1/namespaces/default/events/e')
    ).json();
    expect(later).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      regarding: { name: 'web' },
      note: 'Pulled',
    });
    const selected = await lab.call(
      '/api/v1/namespaces/default/events?fieldSelector=involvedObject.name%3Dweb',
    );
    expect(names(selected.json())).toEqual(['e']);
  });
});
