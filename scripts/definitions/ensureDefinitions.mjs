import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { say } from '../say.mjs';
import { REAL } from '../tools/buildTool.mjs';
import { ensureTools } from '../tools/ensureTools.mjs';
import {
  TOOL_MODULES,
  downloadModule,
  requiredVersion,
} from '../tools/goModule.mjs';
import { builtinSchemas } from './builtinSchemas.mjs';
import {
  KUBEVIRT,
  TYPES,
  definitionsOfTypes,
  kubevirtDefinitions,
} from './generated.mjs';
import { schemasOfDefinition } from './jsonSchema.mjs';
import { OWN, SOURCES, definitionsAt, definitionsOf } from './sources.mjs';
import { talosSchema } from './talosSchema.mjs';

/** Where the current definitions lie: `yaml/` for API servers, `schemas/` for kubeconform. */
export const DEFINITIONS = path.join(REAL, 'definitions');

const KUBERNETES = 'k8s.io/kubernetes';

function filesIn(folder) {
  return readdirSync(folder)
    .sort()
    .map(file => path.join(folder, file));
}

/** A hash of all that decides what is written. */
function wantedHash() {
  const hash = createHash('sha256');
  const files = [
    ...filesIn(import.meta.dirname),
    ...filesIn(OWN),
    ...[...TYPES.map(({ group }) => group), KUBEVIRT].flatMap(group =>
      filesIn(path.join(TOOL_MODULES, group)),
    ),
    path.join(TOOL_MODULES, 'controller-gen/go.mod'),
    path.join(TOOL_MODULES, 'kubernetes/go.mod'),
  ];
  files.forEach(file => hash.update(readFileSync(file)));
  return hash.digest('hex').slice(0, 12);
}

async function allDefinitions(folder) {
  const sources = JSON.parse(readFileSync(SOURCES, 'utf8'));
  const definitions = definitionsAt(OWN);
  for (const [index, source] of sources.entries()) {
    say(
      `[${index + 1}/${sources.length}] definitions of ${source.module} ${
        source.version
      }`,
    );
    definitions.push(...(await definitionsOf(source, { cwd: folder })));
  }
  say('Making the definitions that are Go types ...');
  const tools = await ensureTools(['controller-gen']);
  for (const types of TYPES) {
    definitions.push(
      ...(await definitionsOfTypes(types, {
        controllerGen: tools['controller-gen'].file,
        folder,
      })),
    );
  }
  definitions.push(...(await kubevirtDefinitions({ folder })));
  return definitions;
}

/** As upstream ships them, without what only a running cluster adds. */
function writeDefinition(folder, definition) {
  const { apiVersion, kind, metadata, spec } = definition;
  const { group, names } = spec;
  writeFileSync(
    path.join(folder, `${group}_${names.plural}.yaml`),
    stringify(
      {
        apiVersion,
        kind,
        metadata: {
          name: metadata.name,
          ...(metadata.labels && { labels: metadata.labels }),
          ...(metadata.annotations && { annotations: metadata.annotations }),
        },
        // A conversion web hook is served by an operator, and none runs here.
        spec: { ...spec, conversion: undefined },
      },
      { lineWidth: 0 },
    ),
  );
}

function writeSchemas(folder, schemas) {
  for (const [file, schema] of schemas) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), JSON.stringify(schema));
  }
}

/**
 * Writes the CustomResourceDefinitions of all operators in use, and strict JSON
 * schemas of their kinds, the built-in ones and machine configs, unless they are there.
 *
 * @returns the folder, `DEFINITIONS`
 */
export async function ensureDefinitions() {
  const folder = path.join(REAL, `definitions-${wantedHash()}`);
  if (!existsSync(folder)) {
    const work = `${folder}.${process.pid}`;
    const partial = path.join(work, 'definitions');
    const yaml = path.join(partial, 'yaml');
    const schemaFolder = path.join(partial, 'schemas');
    [yaml, schemaFolder].forEach(dir => mkdirSync(dir, { recursive: true }));
    try {
      const definitions = await allDefinitions(work);
      definitions.forEach(definition => writeDefinition(yaml, definition));
      const kubernetes = await downloadModule(
        KUBERNETES,
        requiredVersion('kubernetes', KUBERNETES),
        { cwd: work },
      );
      const swagger = path.join(
        kubernetes.folder,
        'api/openapi-spec/swagger.json',
      );
      const builtin = builtinSchemas(JSON.parse(readFileSync(swagger, 'utf8')));
      writeSchemas(schemaFolder, [
        ...builtin.schemas,
        ...definitions.flatMap(schemasOfDefinition),
        ['definitions.json', builtin.definitions],
        await talosSchema({ cwd: work }),
      ]);
      renameSync(partial, folder);
      say(`${definitions.length} definitions written.`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  linkTo(folder);
  return DEFINITIONS;
}

function linkTo(folder) {
  const partial = `${DEFINITIONS}.${process.pid}`;
  symlinkSync(path.basename(folder), partial);
  renameSync(partial, DEFINITIONS);
}
