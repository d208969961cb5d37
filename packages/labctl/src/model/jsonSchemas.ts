import { z } from 'zod';
import {
  FLAT_NAMES,
  REPOSITORY_NAME,
  REPOSITORY_VISIBILITY,
} from '../read/flatNames';
import { labSchema } from './schema/labSchema';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** JSON Schemas for editors by file name, made from the schema that the inputs are checked by. */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  const whole = z.toJSONSchema(labSchema, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
  });
  const { nodes, ...rest } = whole.properties ?? {};
  return new Map([
    [
      'cluster.schema.json',
      titled('cluster.yaml of a lab', flatten({ ...whole, properties: rest })),
    ],
    [
      'nodes.schema.json',
      titled('nodes.yaml of a lab', {
        type: 'object',
        properties: { nodes },
        required: ['nodes'],
        additionalProperties: false,
      }),
    ],
    ['lab.schema.json', titled('cluster.toml of a lab', whole)],
  ]);
}

function titled(title: string, schema: JsonSchema): JsonSchema {
  const { $schema, ...rest } = schema;
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...rest };
}

/** The nested schema with the flat names of cluster.yaml. */
function flatten(schema: JsonSchema): JsonSchema {
  const nested = structuredClone(schema);
  const properties: Record<string, unknown> = {};
  const required: string[] = [];
  for (const [name, path] of FLAT_NAMES) {
    const taken = take(nested, path);
    if (taken) {
      properties[name] = taken.schema;
      if (taken.isRequired) {
        required.push(name);
      }
    }
  }
  properties[REPOSITORY_NAME] = {
    type: 'string',
    pattern: '^[\\w.-]+\\/[\\w.-]+$',
    description: 'Repository on GitHub, owner/name; elsewhere repository.url',
  };
  properties[REPOSITORY_VISIBILITY] = {
    type: 'string',
    enum: ['public', 'private'],
    default: 'public',
    description: 'Private repositories are cloned by ssh with a deploy key',
  };
  return {
    type: 'object',
    properties: { ...properties, ...nested.properties } as Record<
      string,
      JsonSchema
    >,
    required,
    additionalProperties: false,
    ...(nested.definitions ? { definitions: nested.definitions } : {}),
  };
}

/** Takes a property out; groups that are left without any go with it. */
function take(
  schema: JsonSchema,
  path: readonly string[],
): { schema: JsonSchema; isRequired: boolean } | undefined {
  const [key, ...deeper] = path;
  const child = schema.properties?.[key];
  if (typeof child !== 'object' || !schema.properties) {
    return undefined;
  }
  const isRequired = schema.required?.includes(key) ?? false;
  if (deeper.length === 0) {
    delete schema.properties[key];
    schema.required = schema.required?.filter(name => name !== key);
    return { schema: child, isRequired };
  }
  const taken = take(child, deeper);
  if (Object.keys(child.properties ?? {}).length === 0) {
    delete schema.properties[key];
    schema.required = schema.required?.filter(name => name !== key);
  }
  return taken && { ...taken, isRequired: taken.isRequired && isRequired };
}
