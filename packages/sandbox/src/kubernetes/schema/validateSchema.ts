import { StatusCause } from '../ApiStatusError';
import { isRecord } from '../store/json';
import { StructuralSchema } from './ServedVersion';

type Report = (cause: StatusCause) => void;

const patterns = new Map<string, RegExp>();

function matches(pattern: string, value: string): boolean {
  let expression = patterns.get(pattern);
  if (!expression) {
    expression = new RegExp(pattern);
    patterns.set(pattern, expression);
  }
  return expression.test(value);
}

function jsonType(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'array';
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
}

function hasType(value: unknown, schema: StructuralSchema): boolean {
  const found = jsonType(value);
  if (schema['x-kubernetes-int-or-string']) {
    return found === 'integer' || found === 'string';
  }
  return (
    schema.type === undefined ||
    schema.type === found ||
    (schema.type === 'number' && found === 'integer') ||
    (found === 'null' && schema.nullable === true)
  );
}

const quoted = (value: unknown) => JSON.stringify(value);

function invalid(field: string, value: unknown, why: string): StatusCause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${quoted(value)}: ${field} in body ${why}`,
    field,
  };
}

function checkText(
  value: string,
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  const { pattern, minLength, maxLength } = schema;
  // One cause for each text: the first in this order, as the real server has it.
  if (maxLength !== undefined && value.length > maxLength) {
    report({
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${maxLength} bytes`,
      field,
    });
  } else if (minLength !== undefined && value.length < minLength) {
    report(invalid(field, value, `should be at least ${minLength} chars long`));
  } else if (pattern !== undefined && !matches(pattern, value)) {
    report(invalid(field, value, `should match '${pattern}'`));
  }
}

function checkNumber(
  value: number,
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  const { minimum, maximum } = schema;
  if (minimum !== undefined && value < minimum) {
    report(
      invalid(field, value, `should be greater than or equal to ${minimum}`),
    );
  }
  if (maximum !== undefined && value > maximum) {
    report(invalid(field, value, `should be less than or equal to ${maximum}`));
  }
}

/** Items of a set, or of a map by its keys, may be there once. */
function reportDuplicates(
  list: unknown[],
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') {
    return;
  }
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const seen = new Set<string>();
  list.forEach((item, at) => {
    const identity =
      type === 'map' && isRecord(item)
        ? Object.fromEntries(keys.map(key => [key, item[key]]))
        : item;
    const text = quoted(identity);
    if (seen.has(text)) {
      report({
        reason: 'FieldValueDuplicate',
        message: `Duplicate value: ${text}`,
        field: `${field}[${at}]`,
      });
    }
    seen.add(text);
  });
}

function checkList(
  value: unknown[],
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  const { items, minItems, maxItems } = schema;
  if (maxItems !== undefined && value.length > maxItems) {
    report({
      reason: 'FieldValueTooMany',
      message: `Too many: ${value.length}: must have at most ${maxItems} items`,
      field,
    });
  }
  if (minItems !== undefined && value.length < minItems) {
    report(
      invalid(field, value.length, `should have at least ${minItems} items`),
    );
  }
  reportDuplicates(value, schema, field, report);
  if (items) {
    value.forEach((item, at) => check(item, items, `${field}[${at}]`, report));
  }
}

function checkFields(
  value: Record<string, unknown>,
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  const at = (name: string) => (field ? `${field}.${name}` : name);
  for (const name of schema.required ?? []) {
    if (value[name] === undefined) {
      report({
        reason: 'FieldValueRequired',
        message: 'Required value',
        field: at(name),
      });
    }
  }
  const extra = schema.additionalProperties;
  for (const [name, child] of Object.entries(value)) {
    const known =
      schema.properties?.[name] ??
      (typeof extra === 'object' ? extra : undefined);
    const isServers =
      field === '' && ['apiVersion', 'kind', 'metadata'].includes(name);
    if (known && child !== undefined && !isServers) {
      check(child, known, at(name), report);
    }
  }
}

function check(
  value: unknown,
  schema: StructuralSchema,
  field: string,
  report: Report,
) {
  if (!hasType(value, schema)) {
    report({
      reason: 'FieldValueTypeInvalid',
      message: `Invalid value: ${quoted(
        jsonType(value),
      )}: ${field} in body must be of type ${
        schema['x-kubernetes-int-or-string'] ? 'integer,string' : schema.type
      }: ${quoted(jsonType(value))}`,
      field,
    });
    return;
  }
  if (schema.enum && !schema.enum.includes(value)) {
    report({
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${quoted(
        value,
      )}: supported values: ${schema.enum.map(quoted).join(', ')}`,
      field,
    });
  }
  if (typeof value === 'string') {
    checkText(value, schema, field, report);
  } else if (typeof value === 'number') {
    checkNumber(value, schema, field, report);
  } else if (Array.isArray(value)) {
    checkList(value, schema, field, report);
  } else if (isRecord(value)) {
    checkFields(value, schema, field, report);
  }
}

/** Every way in which an object breaks its schema, worded as the API server words it. */
export function validateSchema(
  object: unknown,
  schema: StructuralSchema,
): StatusCause[] {
  const causes: StatusCause[] = [];
  check(object, schema, '', cause => causes.push(cause));
  return causes;
}
