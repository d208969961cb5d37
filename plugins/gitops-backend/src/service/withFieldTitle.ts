/** A field's key at the start of a message, as `name` or `volume.size`. */
const KEY = /^([A-Za-z]\w*(?:\.\w+)*): /;

/**
 * Names the field that a message begins with as the form does: by its title in place of its
 * key. A message that begins with no field of the form is left as it is.
 *
 * @param parameters - `spec.parameters` of the template: one JSON schema, or one for each page
 */
export function withFieldTitle(message: string, parameters: unknown): string {
  const [start, path] = KEY.exec(message) ?? [];
  const titles = path && titlesOf(parameters, path.split('.'));
  return start && titles
    ? `${titles.join(', ')}: ${message.slice(start.length)}`
    : message;
}

/** The titles of a field and of those that hold it, outermost first. */
function titlesOf(
  schema: unknown,
  [key, ...rest]: readonly string[],
): string[] | undefined {
  for (const field of fieldsOf(schema, key)) {
    const inner = rest.length > 0 ? titlesOf(field, rest) : [];
    if (typeof field.title === 'string' && inner) {
      return [field.title, ...inner];
    }
  }
  return undefined;
}

type Field = Record<string, unknown>;

/**
 * Every definition of a field, also under `dependencies` and `oneOf`, where a field that
 * depends on another has its own, and the other is named once more without a title.
 */
function* fieldsOf(schema: unknown, key: string): Generator<Field> {
  if (typeof schema !== 'object' || schema === null) {
    return;
  }
  for (const [word, inner] of Object.entries(schema)) {
    const field = word === 'properties' ? inner?.[key] : undefined;
    if (typeof field === 'object' && field !== null) {
      yield field;
    }
    // The fields of a field are not those of the form.
    if (word !== 'properties') {
      yield* fieldsOf(inner, key);
    }
  }
}
