import { z } from 'zod';
import { AnswerFetcher } from './AnswerFetcher';

const schema = z.object({ revision: z.string(), rows: z.array(z.string()) });

const EMPTY = { revision: 'r1', rows: [] };

function client(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  const answers = new AnswerFetcher('flux', {
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        requests.push(request);
        return answer(request);
      },
    },
  });
  return { answers, requests };
}

const refusal = (status: number, error: unknown) => () =>
  new Response(JSON.stringify({ error }), { status });

describe('AnswerFetcher', () => {
  it('asks only for changes, and gives back the same object when there are none', async () => {
    const { answers, requests } = client(request =>
      request.headers.get('If-None-Match') === '"r1"'
        ? new Response(null, { status: 304 })
        : Response.json(EMPTY),
    );
    const first = await answers.get('/resources?q=a+b', schema);
    const second = await answers.get('/resources?q=a+b', schema);
    expect(second).toBe(first);
    expect(requests[0].url).toBe('http://localhost/api/flux/resources?q=a+b');
  });

  it('keeps the answers of different questions apart', async () => {
    const { answers, requests } = client(() => Response.json(EMPTY));
    await answers.get('/resources', schema);
    await answers.get('/resources?status=Failed', schema);
    expect(requests.map(({ headers }) => headers.get('If-None-Match'))).toEqual(
      [null, null],
    );
  });

  it.each([
    [404, 'NotFoundError', 'There is no Kustomization a/b'],
    [403, 'NotAllowedError', 'This needs the permission flux.resource.read'],
  ])(
    'rejects HTTP %s with the name and the sentence of the server',
    async (status, name, message) => {
      const { answers } = client(refusal(status, { name, message }));
      await expect(answers.get('/summary', schema)).rejects.toMatchObject({
        name,
        message,
        statusCode: status,
      });
    },
  );

  it('says what it can when a proxy answers in HTML', async () => {
    const { answers } = client(
      () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    );
    await expect(answers.get('/clusters', schema)).rejects.toThrow(
      'The flux backend answered 502 Bad Gateway',
    );
  });

  it('rejects an answer that is not by the contract', async () => {
    const { answers } = client(() => Response.json({ rows: 'many' }));
    await expect(answers.get('/resources', schema)).rejects.toThrow();
  });
});
