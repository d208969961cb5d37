import { headingAnchor } from './headingAnchor';
import { malformedPlaceholder, placeholderNames } from './placeholders';
import { FrontMatter, readFrontMatter, splitPage } from './readFrontMatter';
import type {
  Runbook,
  RunbookCommand,
  RunbookHeading,
  RunbookLink,
  RunbookPlaceholder,
  RunbookProblem,
} from './Runbook';
import { ShellError, splitShell } from './splitShell';

/**
 * A page as read, and what could not be read of it. The page is there whenever
 * its front matter is.
 *
 * @public
 */
export interface ParsedRunbook {
  readonly runbook?: Runbook;
  readonly problems: readonly RunbookProblem[];
}

/**
 * Reads a runbook page. Whether it keeps to the form is a question for
 * {@link checkRunbooks}; here only what cannot be read at all is a problem.
 *
 * @param path - below the docs directory, e.g. `runbooks/node-lost.md`
 *
 * @public
 */
export function parseRunbook(path: string, page: string): ParsedRunbook {
  const split = splitPage(page.replace(/\r\n/g, '\n'));
  if (!split) {
    return {
      problems: [{ path, line: 1, message: 'front matter (---) is missing' }],
    };
  }
  const matter = readFrontMatter(split.matter);
  if (Array.isArray(matter)) {
    return { problems: matter.map(message => ({ path, line: 2, message })) };
  }
  const { problems, ...read } = readBody(path, split.body, {
    firstLine: split.bodyLine,
    tools: matter.tools.map(({ name }) => name),
  });
  return { runbook: toRunbook(path, split.body, { matter, read }), problems };
}

interface BodyParts {
  headings: RunbookHeading[];
  commands: RunbookCommand[];
  links: RunbookLink[];
  placeholders: RunbookPlaceholder[];
}

function toRunbook(
  path: string,
  body: string,
  { matter, read }: { matter: FrontMatter; read: BodyParts },
): Runbook {
  const { title, description, area, parameters, conditions, tools, checked } =
    matter;
  return {
    ...{ path, title, description, area, parameters, conditions, tools },
    ...{ checked, body, ...read },
  };
}

interface Fence {
  readonly language: string;
  /** A command that a backslash carries over the line's end, and where it began. */
  open?: { text: string; line: number };
}

function readBody(
  path: string,
  body: string,
  { firstLine, tools }: { firstLine: number; tools: readonly string[] },
): BodyParts & { problems: RunbookProblem[] } {
  const parts: BodyParts = {
    headings: [],
    commands: [],
    links: [],
    placeholders: [],
  };
  const problems: RunbookProblem[] = [];
  const report = (line: number, message: string) =>
    problems.push({ path, line, message });
  const addCommands = (text: string, line: number) => {
    try {
      parts.commands.push(...splitShell(text).map(words => ({ words, line })));
    } catch (error) {
      if (!(error instanceof ShellError)) {
        throw error;
      }
      report(line, `${error.message}: ${text}`);
    }
  };
  let fence: Fence | undefined;

  for (const [index, text] of body.split('\n').entries()) {
    const line = firstLine + index;
    parts.placeholders.push(
      ...placeholderNames(text).map(name => ({ name, line })),
    );
    const malformed = malformedPlaceholder(text);
    if (malformed) {
      report(line, `not a parameter such as {{ node.address }}: ${malformed}`);
    }
    const mark = /^```(\w*)\s*$/.exec(text);
    if (mark) {
      if (fence?.open) {
        report(line, 'the last command of the block ends with a backslash');
      }
      fence = fence ? undefined : { language: mark[1] };
    } else if (fence) {
      readFenced(fence, { text, line, addCommands });
    } else {
      readProse(text, { line, parts, tools, addCommands });
    }
  }
  if (fence) {
    report(firstLine, 'a code block is not closed');
  }
  return { ...parts, problems };
}

type AddCommands = (text: string, line: number) => void;

function readFenced(
  fence: Fence,
  at: { text: string; line: number; addCommands: AddCommands },
): void {
  if (fence.language !== 'sh') {
    return;
  }
  const begun = fence.open ?? { text: '', line: at.line };
  const text = `${begun.text}${at.text}`;
  if (text.endsWith('\\')) {
    fence.open = { text: `${text.slice(0, -1)} `, line: begun.line };
    return;
  }
  fence.open = undefined;
  if (text.trim() && !text.trimStart().startsWith('#')) {
    at.addCommands(text, begun.line);
  }
}

function readProse(
  text: string,
  at: {
    line: number;
    parts: BodyParts;
    tools: readonly string[];
    addCommands: AddCommands;
  },
): void {
  const { line, parts, tools, addCommands } = at;
  const heading = /^(#{1,6}) (.+?)\s*$/.exec(text);
  if (heading) {
    const [, marks, words] = heading;
    parts.headings.push({
      ...{ level: marks.length, text: words, line },
      anchor: headingAnchor(words),
    });
  }
  for (const [, code] of text.matchAll(/`([^`]+)`/g)) {
    // `kubectl` alone is a name; with a word behind it, something to type.
    if (tools.includes(code.split(' ')[0]) && code.includes(' ')) {
      addCommands(code, line);
    }
  }
  const prose = text.replace(/`[^`]+`/g, code => ' '.repeat(code.length));
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    parts.links.push({ target, line });
  }
}
