import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { LAB, backendReady } from '../portal.mjs';
import { runToEnd, start } from '../processes.mjs';
import { ROOT } from '../toolchain.mjs';

const BUNDLE = path.join(ROOT, 'packages/backend/dist/bundle.tar.gz');
const DEPLOYED = path.join(LAB, 'production');
const PORT = 7107;

/** How long the backend reads its clusters and its tree before it is weighed. */
const SETTLE_MS = 30_000;

/** Builds app and backend as they are deployed, and unpacks them beside their packages. */
export async function deploy({ env }) {
  const fault = 'The backend could not be built for production.';
  await runToEnd(
    path.join(ROOT, 'node_modules/.bin/backstage-cli'),
    ['package', 'build'],
    { cwd: path.join(ROOT, 'packages/backend'), env, fault },
  );
  rmSync(DEPLOYED, { recursive: true, force: true });
  mkdirSync(path.join(DEPLOYED, 'node_modules/@homestage'), {
    recursive: true,
  });
  await runToEnd('tar', ['xzf', BUNDLE, '-C', DEPLOYED], { fault });
  // What is ours is found here; everything else in the repository's own
  // node_modules, further up.
  for (const room of ['packages', 'plugins']) {
    for (const name of readdirSync(path.join(DEPLOYED, room))) {
      const directory = path.join(DEPLOYED, room, name);
      const manifest = path.join(directory, 'package.json');
      if (existsSync(manifest)) {
        const { name: packageName } = JSON.parse(
          readFileSync(manifest, 'utf8'),
        );
        symlinkSync(
          directory,
          path.join(DEPLOYED, 'node_modules', packageName),
        );
      }
    }
  }
}

/** The backend asks its OpenID provider who it is before it starts. */
function startOpenIdProvider() {
  return new Promise(resolve => {
    const server = createServer((_, response) => {
      const issuer = `http://127.0.0.1:${server.address().port}`;
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        }),
      );
    });
    server.unref();
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
}

/** The embedded lab, named as somebody would name a lab of their own. */
function writeConfig(token) {
  const { parse, stringify } = createRequire(import.meta.url)('yaml');
  const lab = parse(
    readFileSync(path.join(ROOT, 'app-config.sandbox.yaml'), 'utf8'),
  );
  delete lab.homestage.embeddedLab;
  delete lab.auth;
  const file = path.join(DEPLOYED, 'app-config.bench.yaml');
  writeFileSync(
    file,
    stringify({
      ...lab,
      catalog: { locations: [] },
      backend: {
        listen: { host: '127.0.0.1', port: PORT },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'bench' } },
          ],
        },
      },
    }),
    { mode: 0o600 },
  );
  return file;
}

/**
 * Starts the deployed backend against the running embedded lab.
 *
 * @returns how long it took until it was ready, and its memory after it has
 * read everything
 */
export async function startProduction({ node, env, variables }) {
  const token = randomBytes(24).toString('base64url');
  const url = `http://127.0.0.1:${PORT}`;
  const providerPort = await startOpenIdProvider();
  const startedAt = performance.now();
  const running = start(
    'backend in production mode',
    node,
    [
      path.join(DEPLOYED, 'packages/backend'),
      ...[
        path.join(ROOT, 'app-config.yaml'),
        path.join(ROOT, 'app-config.production.yaml'),
        writeConfig(token),
      ].flatMap(file => ['--config', file]),
    ],
    {
      cwd: DEPLOYED,
      env: {
        ...env,
        ...variables,
        NODE_ENV: 'production',
        HOMESTAGE_URL: url,
        HOMESTAGE_SESSION_SECRET: randomBytes(24).toString('base64url'),
        HOMESTAGE_OIDC_METADATA_URL: `http://127.0.0.1:${providerPort}/.well-known/openid-configuration`,
        HOMESTAGE_OIDC_CLIENT_ID: 'bench',
        HOMESTAGE_OIDC_CLIENT_SECRET: randomBytes(24).toString('base64url'),
      },
    },
  );
  await backendReady(running, url);
  const startMs = performance.now() - startedAt;
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${url}/api/flux/resources`, { headers });
  await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
  await fetch(`${url}/api/flux/resources`, { headers });
  const rss = await runToEnd(
    'ps',
    ['-o', 'rss=', '-p', String(running.child.pid)],
    {
      fault: 'The memory of the backend could not be read.',
    },
  );
  return { startMs, rssMiB: Number(rss.trim()) / 1024 };
}
