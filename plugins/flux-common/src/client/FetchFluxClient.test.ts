import { FetchFluxClient } from './FetchFluxClient';

const EMPTY = { sources: [], revision: 'r1', rows: [] };

function client(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  const flux = new FetchFluxClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return answer(request);
      },
    },
  });
  return { flux, requests };
}

const refusal = (status: number, error: unknown) => () =>
  new Response(JSON.stringify({ error }), { status });

describe('FetchFluxClient', () => {
  it('names the filter in the address, and gives back the same object when nothing changed', async () => {
    const { flux, requests } = client(request =>
      request.headers.get('If-None-Match') === '"r1"'
        ? new Response(null, { status: 304 })
        : Response.json(EMPTY),
    );
    const first = await flux.rows({
      kind: ['HelmRelease', 'Kustomization'],
      q: 'a b',
    });
    const second = await flux.rows({
      kind: ['HelmRelease', 'Kustomization'],
      q: 'a b',
    });
    expect(second).toBe(first);
    expect(requests[0].url).toBe(
      'http://localhost/api/flux/resources?kind=HelmRelease%2CKustomization&q=a+b',
    );
  });

  it('escapes what stands in an address', async () => {
    const { flux, requests } = client(
      refusal(404, { name: 'NotFoundError', message: 'no' }),
    );
    await expect(
      flux.detail({
        cluster: 'a/b',
        kind: 'Kustomization',
        namespace: 'x',
        name: '../y',
      }),
    ).rejects.toThrow('no');
    expect(new URL(requests[0].url).pathname).toBe(
      '/api/flux/resources/a%2Fb/Kustomization/x/..%2Fy',
    );
  });

  it('rejects an answer that is not by the contract', async () => {
    const { flux } = client(() => Response.json({ rows: 'many' }));
    await expect(flux.rows()).rejects.toThrow();
  });
});
