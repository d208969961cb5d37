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
  it('asks only for changes, and gives back the same object when there are none', async () => {
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

  it('keeps the answers of different questions apart', async () => {
    const { flux, requests } = client(() => Response.json(EMPTY));
    await flux.rows();
    await flux.rows({ status: ['Failed'] });
    expect(requests.map(({ headers }) => headers.get('If-None-Match'))).toEqual(
      [null, null],
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

  it.each([
    [404, 'NotFoundError', 'There is no Kustomization a/b'],
    [403, 'NotAllowedError', 'This needs the permission flux.resource.read'],
  ])(
    'rejects HTTP %s with the name and the sentence of the server',
    async (status, name, message) => {
      const { flux } = client(refusal(status, { name, message }));
      await expect(flux.summary()).rejects.toMatchObject({
        name,
        message,
        statusCode: status,
      });
    },
  );

  it('says what it can when a proxy answers in HTML', async () => {
    const { flux } = client(
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    );
    await expect(flux.clusters()).rejects.toThrow(
      'The flux backend answered 502 Bad Gateway',
    );
  });

  it('rejects an answer that is not by the contract', async () => {
    const { flux } = client(() => Response.json({ rows: 'many' }));
    await expect(flux.rows()).rejects.toThrow();
  });
});
