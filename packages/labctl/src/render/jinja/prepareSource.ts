import { TemplateError } from '../TemplateError';

/** What a comment is replaced by sets this name; no template reads it. */
export const COMMENT_VARIABLE = '_comment';

/** A comment with its line's leading space and what follows it on its last line. */
const COMMENT = /^([ \t]*)#\|([\s\S]*?)\|#(.*)$/gm;

/** The marks that strip white space, which the two engines do not do alike. */
const WHITESPACE_MARK = /#%[-+]|[-+]%#|#\{[-+]|[-+]\}#|#\|[-+]|[-+]\|#/;

/**
 * Replaces comments by a tag that prints nothing and takes as many lines, because
 * nunjucks leaves a comment's white space and Jinja (with `lstrip_blocks` and
 * `trim_blocks`) does not. A comment stands on lines of its own.
 *
 * @throws TemplateError for what the two engines would render differently.
 */
export function prepareSource(template: string, source: string): string {
  const fail = (index: number, problem: string): never => {
    const before = source.slice(0, index).split('\n');
    throw new TemplateError(problem, {
      template,
      line: before.length,
      column: before[before.length - 1].length + 1,
    });
  };
  if (source !== '' && !source.endsWith('\n')) {
    fail(source.length, 'a template ends with a newline: add one');
  }
  if (source.includes('\r')) {
    fail(source.indexOf('\r'), 'lines end with a line feed only: convert them');
  }
  const mark = WHITESPACE_MARK.exec(source);
  if (mark) {
    fail(
      mark.index,
      `"${mark[0]}" is not rendered alike everywhere: put the tag on a line of its own instead`,
    );
  }
  const prepared = source.replace(
    COMMENT,
    (match: string, indent: string, text: string, rest: string) => {
      if (rest !== '') {
        fail(
          source.indexOf(match),
          'a comment stands on lines of its own: move it',
        );
      }
      const lines = '\n'.repeat(text.split('\n').length - 1);
      return `${indent}#% set ${COMMENT_VARIABLE} = 0${lines} %#`;
    },
  );
  const left = prepared.indexOf('#|');
  if (left >= 0) {
    const line = prepared.slice(0, left).split('\n').length;
    throw new TemplateError(
      'a comment stands on lines of its own and ends with "|#"',
      { template, line, column: left - prepared.lastIndexOf('\n', left) },
    );
  }
  return prepared;
}
