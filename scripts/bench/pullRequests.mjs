import { waitUntil } from '../await.mjs';
import { Fault } from '../say.mjs';

const TEMPLATE = 'template:default/add-app';
/** How long a backend that has just started may take to read its templates. */
const CATALOG_TIMEOUT_MS = 120_000;

/** Between two looks at a run: small beside what is measured. */
const LOOK_MS = 20;

/**
 * Times how long a filled-in form takes from _Create_ to its pull request, again
 * and again, each for an app of its own. The pull requests are closed afterwards.
 *
 * @returns milliseconds of each
 */
export async function timePullRequests({ backend, signIn, forge, times }) {
  await templateKnown({ backend, signIn });
  // Signed in anew: before it has read its people, a backend knows nobody's groups.
  const headers = await signIn();
  const samples = [];
  for (let i = 0; i < times; i += 1) {
    const { ms, number } = await timePullRequest({
      backend,
      headers,
      name: `bench-${Date.now().toString(36)}-${i}`,
    });
    samples.push(ms);
    await close(forge, number);
  }
  return samples;
}

async function templateKnown({ backend, signIn }) {
  const path = TEMPLATE.replace(':', '/');
  const headers = await signIn();
  const isKnown = async () => {
    const { status } = await fetch(
      `${backend}/api/catalog/entities/by-name/${path}`,
      { headers },
    );
    return status === 200;
  };
  if (!(await waitUntil(isKnown, { timeoutMs: CATALOG_TIMEOUT_MS }))) {
    throw new Fault(`The catalog does not know ${TEMPLATE}.`);
  }
}

async function timePullRequest({ backend, headers, name }) {
  const startedAt = performance.now();
  const { id } = await ask(`${backend}/api/scaffolder/v2/tasks`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      templateRef: TEMPLATE,
      values: {
        name,
        namespace: 'default',
        image: 'ghcr.io/example/app:1.0.0',
        port: 8080,
      },
    }),
  });
  for (;;) {
    const task = await ask(`${backend}/api/scaffolder/v2/tasks/${id}`, {
      headers,
    });
    if (task.status === 'completed') {
      const ms = performance.now() - startedAt;
      const [link] = await linksOf();
      return { ms, number: Number(link.url.split('/').at(-1)) };
    }
    if (task.status !== 'open' && task.status !== 'processing') {
      throw new Fault(`The run of ${TEMPLATE} ended as ${task.status}.`);
    }
    await new Promise(resolve => {
      setTimeout(resolve, LOOK_MS);
    });
  }

  async function linksOf() {
    const events = await ask(
      `${backend}/api/scaffolder/v2/tasks/${id}/events`,
      { headers },
    );
    return events.find(({ type }) => type === 'completion').body.output.links;
  }
}

function close({ url, token }, number) {
  return ask(`${url}/api/v1/repos/lab/home-ops/pulls/${number}`, {
    method: 'PATCH',
    headers: {
      authorization: `token ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ state: 'closed' }),
  });
}

async function ask(address, request) {
  const response = await fetch(address, request);
  if (!response.ok) {
    throw new Fault(
      `${address} answered ${response.status}: ${await response.text()}`,
    );
  }
  return response.json();
}
