import nunjucks from 'nunjucks';
import { TemplateError } from '../TemplateError';
import { CHECKS } from './checks';
import { prepareSource } from './prepareSource';
import { StrictSyntax } from './strictSyntax';
import { DELIMITERS } from './syntax';
import type { SyntaxNode, SyntaxNodes } from './syntax';
import { ValueProblem } from './values';

/** A template that is ready to be filled in, any number of times. */
export type CompiledTemplate = (context: Readonly<object>) => string;

/** The tag that hands the parsed body to us before nunjucks compiles it. */
const WRAP = 'strictly';

/** What an extension needs of nunjucks' parser. */
interface TagParser {
  nextToken(): { value: string };
  advanceAfterBlockEnd(name?: string): void;
  parseUntilBlocks(name: string): SyntaxNode;
}

/** Puts the body of the one wrapping tag through `StrictSyntax`. */
class StrictBody {
  readonly tags = [WRAP];
  readonly #rewrite: (nodes: SyntaxNodes, body: SyntaxNode) => SyntaxNode;

  constructor(rewrite: (nodes: SyntaxNodes, body: SyntaxNode) => SyntaxNode) {
    this.#rewrite = rewrite;
  }

  /** Called by nunjucks when it meets the tag. */
  parse(parser: TagParser, nodes: SyntaxNodes): SyntaxNode {
    parser.advanceAfterBlockEnd(parser.nextToken().value);
    const body = parser.parseUntilBlocks(`end${WRAP}`);
    parser.advanceAfterBlockEnd();
    return this.#rewrite(nodes, body);
  }
}

/**
 * The problem of an error that nunjucks made, which prefixes its text with path
 * and place once or twice.
 */
function describe(template: string, error: unknown): TemplateError {
  const text = error instanceof Error ? error.message : String(error);
  const place = /\[Line (\d+), Column (\d+)\]/.exec(text);
  const problem = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !/^\(.*\)( \[Line.*\])?$/.test(line))
    .join(' ')
    .replace(/^(Template render error|Error): */, '');
  if (problem.includes(`end${WRAP}`)) {
    return new TemplateError('an "if" or a "for" is not closed: add its end', {
      template,
      line: place ? Math.max(1, Number(place[1]) - 1) : 1,
      column: 1,
    });
  }
  return new TemplateError(problem || text, {
    template,
    line: place ? Math.max(1, Number(place[1]) - 1) : 1,
    column: place ? Number(place[2]) : 1,
  });
}

/**
 * Compiles one template with nunjucks, restricted to what Jinja2 (makejinja with
 * the same delimiters, `trim_blocks`, `lstrip_blocks`, `keep_trailing_newline` and
 * strict undefined) renders to the same bytes.
 *
 * @param template - path, for messages
 * @throws TemplateError for wrong syntax; the compiled template throws it for a
 * name that is not defined or a value that cannot be printed.
 */
export function compileTemplate(
  template: string,
  text: string,
): CompiledTemplate {
  const wrapped = `#% ${WRAP} %#\n${prepareSource(
    template,
    text,
  )}#% end${WRAP} %#`;
  const source = wrapped.split('\n');
  // Nunjucks wraps what is thrown below it, so the first cause is kept here.
  let problem: TemplateError | undefined;
  const remember = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      if (error instanceof TemplateError) {
        problem = error;
      }
      throw error;
    }
  };
  const environment = new nunjucks.Environment(null, {
    autoescape: false,
    trimBlocks: true,
    lstripBlocks: true,
    tags: DELIMITERS,
  });
  environment.addExtension(
    WRAP,
    new StrictBody((nodes, body) =>
      remember(() =>
        new StrictSyntax(nodes, { template, source }).rewrite(body),
      ),
    ),
  );
  for (const [name, check] of Object.entries(CHECKS)) {
    environment.addFilter(
      name,
      (line: number, column: number, ...args: unknown[]) =>
        remember(() => {
          try {
            return check(...args);
          } catch (error) {
            throw error instanceof ValueProblem
              ? new TemplateError(error.message, {
                  template,
                  line,
                  column: column + 1,
                })
              : error;
          }
        }),
    );
  }
  const attempt = <T>(act: () => T): T => {
    problem = undefined;
    try {
      return act();
    } catch (error) {
      throw problem ?? describe(template, error);
    }
  };
  const compiled = attempt(
    () => new nunjucks.Template(wrapped, environment, template, true),
  );
  return context => attempt(() => compiled.render(context));
}
