/**
 * The embedded lab's Kubernetes API as a process of its own, for the tests of
 * the cluster store: arguments are the state directory and the port (0 lets the
 * system choose). It writes where it is once it answers, gives the viewer another
 * token for each line it reads, and ends with its input.
 */
import { MemoryObjectStore, startKubernetesApi } from '@homestage/sandbox';

const [stateDirectory, port] = process.argv.slice(2);
const now = () => Date.now();

async function main() {
  const api = await startKubernetesApi({
    store: new MemoryObjectStore({ now }),
    stateDirectory,
    port: Number(port),
    now,
    bookmarkIntervalMs: 500,
    users: { blind: [] },
  });
  const say = (fact: object) =>
    process.stdout.write(`${JSON.stringify(fact)}\n`);
  process.stdin.on('data', () => say({ token: api.users.rotate('viewer') }));
  process.stdin.on('end', () => process.exit());
  say({ url: api.url, caFile: api.caFile, tokens: api.tokens });
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
