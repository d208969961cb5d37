import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';

/** The definitions that the embedded lab serves: of Flux and the Gateway API. */
const CRDS = join(__dirname, '../../../../sandbox/crds');

interface Definition {
  spec: {
    group: string;
    names: { kind: string };
    versions: {
      name: string;
      schema?: { openAPIV3Schema?: Record<string, unknown> };
    }[];
  };
}

/**
 * A schema of a CRD as JSON Schema that refuses unknown fields, as the API server
 * does with strict field validation.
 */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(strict);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const entries = Object.entries(schema as Record<string, unknown>);
  const inner = Object.fromEntries(
    entries
      .filter(([name]) => !name.startsWith('x-kubernetes-'))
      .map(([name, value]) => [name, strict(value)]),
  );
  const given = schema as Record<string, unknown>;
  if (given['x-kubernetes-int-or-string']) {
    delete inner.type;
  }
  if (
    given.properties &&
    given.additionalProperties === undefined &&
    !given['x-kubernetes-preserve-unknown-fields']
  ) {
    inner.additionalProperties = false;
  }
  return inner;
}

function readSchemas(): ReadonlyMap<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validators = new Map<string, ValidateFunction>();
  for (const file of readdirSync(CRDS)) {
    // Those of KubeVirt there are short forms, made by hand for the embedded lab.
    if (file.endsWith('.json') && !file.startsWith('kubevirt.io')) {
      const { spec } = JSON.parse(
        readFileSync(join(CRDS, file), 'utf8'),
      ) as Definition;
      for (const { name, schema } of spec.versions) {
        const openApi = schema?.openAPIV3Schema;
        if (openApi) {
          const properties = openApi.properties as Record<string, unknown>;
          validators.set(
            `${spec.group}/${name} ${spec.names.kind}`,
            ajv.compile({
              ...(strict({
                ...openApi,
                properties: { ...properties, metadata: { type: 'object' } },
              }) as object),
            }),
          );
        }
      }
    }
  }
  return validators;
}

const VALIDATORS = readSchemas();

/** Whether an object's kind has a schema here. */
export const hasSchema = (manifest: Readonly<Record<string, unknown>>) =>
  VALIDATORS.has(`${manifest.apiVersion} ${manifest.kind}`);

/** What a schema says against an object; nothing for kinds without one here. */
export function schemaErrors(
  manifest: Readonly<Record<string, unknown>>,
): string[] {
  const validate = VALIDATORS.get(`${manifest.apiVersion} ${manifest.kind}`);
  if (!validate || validate(manifest)) {
    return [];
  }
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
