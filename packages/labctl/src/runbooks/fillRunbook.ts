import { PLACEHOLDER, placeholderNames } from './placeholders';

/**
 * A text with its parameters filled in, and the names of those that were not.
 *
 * @public
 */
export interface FilledText {
  readonly text: string;
  /** No value was given: `{{ … }}` still stands there. */
  readonly missing: readonly string[];
  /** The value could change what a command does, so `{{ … }}` still stands there. */
  readonly refused: readonly string[];
}

/**
 * What a value may be made of. Names, addresses, paths, revisions and image
 * references are; whatever a shell or Markdown would read as more than a word is
 * not, nor is what a tool would take for a flag.
 */
const HARMLESS = /^[A-Za-z0-9._:/@%+=,][A-Za-z0-9._:/@%+=,-]*$/;

/**
 * Fills parameters into the text of a runbook or one of its commands. Values come
 * from the lab, where anybody who can name an object could write one: only those
 * that stay one word in any shell are put in.
 *
 * @public
 */
export function fillRunbook(
  text: string,
  values: Readonly<Record<string, string | undefined>>,
): FilledText {
  const given = new Map(Object.entries(values));
  const names = [...new Set(placeholderNames(text))];
  const refused = names.filter(name => {
    const value = given.get(name);
    return value !== undefined && !HARMLESS.test(value);
  });
  return {
    text: text.replace(PLACEHOLDER, (whole, name: string) =>
      refused.includes(name) ? whole : given.get(name) ?? whole,
    ),
    missing: names.filter(name => given.get(name) === undefined),
    refused,
  };
}
