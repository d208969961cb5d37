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
import { createRequire } from 'node:module';
import path from 'node:path';
import { LAB, PORTS, backendReady } from '../portal.mjs';
import { runToEnd, start } from '../processes.mjs';
import { ROOT } from '../toolchain.mjs';

const BUNDLE = path.join(ROOT, 'packages/backend/dist/bundle.tar.gz');
const DEPLOYED = path.join(LAB, 'production');

/** Beside the backend of development. */
const PORT = PORTS.backend + 50;

/** Where the deployed portal answers, app and backend. */
export const PRODUCTION_URL = `http://127.0.0.1:${PORT}`;

/** Who signs in; the catalog has to know them. */
export const PERSON = { name: 'bench', email: 'bench@example.com' };

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

/**
 * How the production script starts Node, `VARIABLE=value node --flag .`: what is
 * measured is what people get.
 */
function productionScript() {
  const { scripts } = JSON.parse(
    readFileSync(path.join(DEPLOYED, 'packages/backend/package.json'), 'utf8'),
  );
  const words = scripts['start:production'].split(' ');
  return {
    variables: Object.fromEntries(
      words.slice(0, words.indexOf('node')).map(word => word.split('=')),
    ),
    flags: words.filter(word => word.startsWith('--')),
  };
}

/** The embedded lab, named as somebody would name a lab of their own. */
function writeConfig() {
  const { parse, stringify } = createRequire(import.meta.url)('yaml');
  const lab = parse(
    readFileSync(path.join(ROOT, 'app-config.sandbox.yaml'), 'utf8'),
  );
  delete lab.homestage.embeddedLab;
  delete lab.auth;
  const people = path.join(DEPLOYED, 'people.yaml');
  writeFileSync(
    people,
    stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: PERSON.name },
      spec: { profile: { email: PERSON.email }, memberOf: [] },
    }),
  );
  const file = path.join(DEPLOYED, 'app-config.bench.yaml');
  writeFileSync(
    file,
    stringify({
      ...lab,
      catalog: { locations: [{ type: 'file', target: people }] },
      backend: { listen: { host: '127.0.0.1', port: PORT } },
    }),
    { mode: 0o600 },
  );
  return file;
}

/**
 * A portal with the same plugins of Backstage and none of ours: what is to be
 * compared with. Somebody has to decide about permissions, so everything is allowed.
 */
function writeStockEntry() {
  const entry = path.join(DEPLOYED, 'packages/backend/dist/index.cjs.js');
  const stock = readFileSync(entry, 'utf8')
    .replaceAll(/backend\.add\(\s*import\('@homestage\/[^']+'\)\s*\);\n/g, '')
    .replace(
      'backend.start();',
      `const { createBackendModule } = require('@backstage/backend-plugin-api');
const { policyExtensionPoint } = require('@backstage/plugin-permission-node/alpha');
backend.add(createBackendModule({
  pluginId: 'permission',
  moduleId: 'allow-all',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({ handle: async () => ({ result: 'ALLOW' }) });
      },
    });
  },
}));
backend.start();`,
    );
  const file = path.join(path.dirname(entry), 'stock.cjs.js');
  writeFileSync(file, stock);
  return file;
}

/**
 * Starts the deployed backend against the running embedded lab.
 *
 * @param provider - the OpenID Connect provider that people sign in with
 * @param isStock - leave out what is ours
 * @returns the process, and how long it took until it was ready
 */
export async function startProduction({
  node,
  env,
  variables,
  provider,
  isStock = false,
}) {
  const script = productionScript();
  const startedAt = performance.now();
  const running = start(
    'backend in production mode',
    node,
    [
      ...script.flags,
      isStock ? writeStockEntry() : path.join(DEPLOYED, 'packages/backend'),
      ...[
        path.join(ROOT, 'app-config.yaml'),
        path.join(ROOT, 'app-config.production.yaml'),
        writeConfig(),
      ].flatMap(file => ['--config', file]),
    ],
    {
      cwd: DEPLOYED,
      env: {
        ...env,
        ...variables,
        ...script.variables,
        NODE_ENV: 'production',
        HOMESTAGE_URL: PRODUCTION_URL,
        HOMESTAGE_SESSION_SECRET: randomBytes(24).toString('base64url'),
        HOMESTAGE_OIDC_METADATA_URL: provider.metadataUrl,
        HOMESTAGE_OIDC_CLIENT_ID: 'bench',
        HOMESTAGE_OIDC_CLIENT_SECRET: randomBytes(24).toString('base64url'),
      },
    },
  );
  await backendReady(running, PRODUCTION_URL);
  return { running, startMs: performance.now() - startedAt };
}
