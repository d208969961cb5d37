/** Of a longer text only the beginning is quoted. */
const MAX_QUOTE = 200;
/** Fields in which forges put what is wrong. */
const FIELDS = ['message', 'error', 'error_description', 'errors', 'base'];

/**
 * What a forge says about a request it refuses, as one short line; empty when it
 * says nothing. Gitea answers `{ message }`, GitHub `{ message, errors: [{
 * message }] }`, GitLab `{ message }` with a text, a list or texts by field, or
 * `{ error, error_description }`.
 */
export function refusalText(body: unknown): string {
  return [...new Set(sentencesOf(body))]
    .join('; ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_QUOTE);
}

function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (Array.isArray(value)) {
    return value.flatMap(sentencesOf);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const fields = new Map(Object.entries(value));
  const said = FIELDS.filter(name => fields.has(name)).flatMap(name => {
    const field = fields.get(name);
    return isByField(field)
      ? Object.entries(field).flatMap(([key, each]) =>
          sentencesOf(each).map(text => `${key} ${text}`),
        )
      : sentencesOf(field);
  });
  return said;
}

/** `{ message: { title: ["is too long"] } }` */
function isByField(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
