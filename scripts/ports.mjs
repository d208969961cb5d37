import net from 'node:net';
import { Fault } from './say.mjs';

/** Added to every port, so that a second portal runs beside the first. */
export const PORT_OFFSET = Number(process.env.HOMESTAGE_PORT_OFFSET || 0);

/** Where the portal and its embedded lab listen, all on loopback. */
export const PORTS = portsAt(PORT_OFFSET);

/** The ports of a portal that `HOMESTAGE_PORT_OFFSET` moved by so much. */
export function portsAt(offset) {
  return {
    app: 3000 + offset,
    backend: 7007 + offset,
    forge: 7080 + offset,
    kubernetes: 7443 + offset,
    scenarios: 7081 + offset,
  };
}

/**
 * What tells app and backend of moved ports: variables that Backstage reads
 * over all configuration files. None at the usual ports, where the files hold.
 */
export function portVariables() {
  if (PORT_OFFSET === 0) {
    return {};
  }
  const app = `http://localhost:${PORTS.app}`;
  return {
    APP_CONFIG_app_baseUrl: app,
    APP_CONFIG_backend_baseUrl: `http://localhost:${PORTS.backend}`,
    APP_CONFIG_backend_listen_port: String(PORTS.backend),
    APP_CONFIG_backend_cors_origin: app,
  };
}

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
  if (
    !Number.isInteger(PORT_OFFSET) ||
    PORT_OFFSET < 0 ||
    PORT_OFFSET > 50000
  ) {
    throw new Fault(
      `HOMESTAGE_PORT_OFFSET is '${process.env.HOMESTAGE_PORT_OFFSET}'; write a whole number from 0 to 50000, for example 100.`,
    );
  }
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
      }\` names it), or move all ports with HOMESTAGE_PORT_OFFSET=${
        PORT_OFFSET + 100
      }, then run the command again.`,
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
