import { TestApi } from '../__testUtils__/TestApi';

let lab: TestApi;
beforeEach(async () => {
  lab = await TestApi.start();
});
afterEach(() => lab.stop());

describe('discovery', () => {
  it('tells all groups at once to who asks so', async () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const answer = await lab.call('/apis', { accept });
    expect(answer.headers['content-type']).toContain(
      'as=APIGroupDiscoveryList',
    );
    const flux = answer
      .json()
      .items.find(
        (item: any) => item.metadata.name === 'kustomize.toolkit.fluxcd.io',
      );
    expect(flux.versions[0]).toMatchObject({
      version: 'v1',
      resources: [{ resource: 'kustomizations', scope: 'Namespaced' }],
    });
  });
});
