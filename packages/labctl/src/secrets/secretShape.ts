import { isMap, parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import { listLeaves } from './walkSops';

/** A value that a secret still lacks: `${NAME}` in its shape. */
export interface SecretPlaceholder {
  readonly name: string;
  /** Length of a random text that will do (`# generate: 32`); unset: only a person knows. */
  readonly generate: number | undefined;
}

const PLACEHOLDER = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const GENERATE = /^\s*generate:\s*(\d+)\s*$/;

/** The placeholders of a shape, each once, in their order. */
export function listPlaceholders(shape: string): SecretPlaceholder[] {
  const found = new Map<string, SecretPlaceholder>();
  for (const document of documentsOf(shape)) {
    for (const { value, scalar } of listLeaves(document)) {
      for (const [, name] of String(value).matchAll(PLACEHOLDER)) {
        const length = GENERATE.exec(scalar.comment ?? '')?.[1];
        found.set(name, {
          name,
          generate: length ? Number(length) : found.get(name)?.generate,
        });
      }
    }
  }
  return [...found.values()];
}

/**
 * The shape with its placeholders replaced. Values are put in as text, whatever
 * they look like.
 *
 * @throws Error when a value is missing.
 */
export function fillShape(
  shape: string,
  values: ReadonlyMap<string, string>,
): string {
  return documentsOf(shape)
    .map(document => {
      for (const { scalar, value } of listLeaves(document)) {
        if (typeof value === 'string' && value.search(PLACEHOLDER) >= 0) {
          scalar.value = value.replace(PLACEHOLDER, (_, name: string) => {
            const given = values.get(name);
            if (given === undefined) {
              throw new Error(`no value is given for ${name}`);
            }
            return given;
          });
          scalar.comment = undefined;
        }
      }
      return `---\n${document.toString({ lineWidth: 0, directives: false })}`;
    })
    .join('');
}

/**
 * Values that a decrypted file shows for the placeholders of its shape: of those
 * that are a whole value, so that nothing has to be guessed.
 */
export function readBackValues(
  shape: string,
  decrypted: readonly unknown[],
): Map<string, string> {
  const values = new Map<string, string>();
  documentsOf(shape).forEach((document, index) => {
    for (const { value, keys } of listLeaves(document)) {
      const name = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(String(value))?.[1];
      const known = valueAt(decrypted[index], keys);
      if (name !== undefined && typeof known === 'string') {
        values.set(name, known);
      }
    }
  });
  return values;
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

function documentsOf(shape: string): Document[] {
  const parsed = parseAllDocuments(shape, { prettyErrors: false });
  return (Array.isArray(parsed) ? (parsed as Document[]) : []).filter(
    ({ contents }) => isMap(contents),
  );
}
