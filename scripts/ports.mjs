import net from 'node:net';
import { Fault } from './say.mjs';

function isFree(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(true)),
    );
  });
}

/**
 * Refuses to start when a port is taken, naming it and what it is for.
 *
 * @param wanted - `{ [what]: port }`
 */
export async function checkPorts(wanted) {
  const busy = [];
  for (const [what, port] of Object.entries(wanted)) {
    if (!(await isFree(port, '127.0.0.1')) || !(await isFree(port, '::'))) {
      busy.push(`${port} (${what})`);
    }
  }
  if (busy.length > 0) {
    throw new Fault(
      `Homestage cannot start: port ${busy.join(
        ' and port ',
      )} is in use. Stop the program that listens there (\`lsof -i :${
        busy[0].split(' ')[0]
      }\` names it), then run the command again.`,
    );
  }
}

/** A free port of the loopback address, as the system gives it. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
