/** A parameter in a page: `{{ node.address }}`. */
export const PLACEHOLDER =
  /\{\{\s*([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+)\s*\}\}/g;

/** The names of the parameters in a text, in order, each as often as it stands there. */
export function placeholderNames(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name);
}

/** What opens a placeholder and is none, e.g. `{{ Node }}`; unset when all are well formed. */
export function malformedPlaceholder(text: string): string | undefined {
  return /\{\{.{0,30}/.exec(text.replace(PLACEHOLDER, ''))?.[0];
}
