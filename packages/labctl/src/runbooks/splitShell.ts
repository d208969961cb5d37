/** A line of shell that runbooks may not hold, or that cannot be read. */
export class ShellError extends Error {
  override name = 'ShellError';
}

/** Ends a command and begins the next. */
const SEPARATORS = ['&&', '||', '|', ';'];

/**
 * Splits one logical line of shell into commands and these into words, quotes
 * taken off. Runbooks keep to what can be pasted anywhere and read at a glance:
 * substitutions, here-documents, background jobs and loops throw a
 * {@link ShellError}. A redirection and its file are left out of the words. What
 * follows the `--` of `kubectl exec` is a command of its own.
 */
export function splitShell(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const token of tokens(line)) {
    const words = commands[commands.length - 1];
    if (!token.quoted && SEPARATORS.includes(token.text)) {
      commands.push([]);
    } else if (token.text === '--' && words.includes('exec')) {
      commands.push([]);
    } else {
      words.push(token.text);
    }
  }
  if (commands.some(words => words.length === 0)) {
    throw new ShellError('a command is missing beside |, &&, ; or --');
  }
  return commands;
}

interface Token {
  text: string;
  /** Part of it stood in quotes, so that it is no operator. */
  quoted: boolean;
}

function tokens(line: string): Token[] {
  const found: Token[] = [];
  let rest = line.trim();
  let isRedirected = false;
  while (rest) {
    const [text, taken, quoted] = readToken(rest);
    rest = rest.slice(taken).trimStart();
    if (text.startsWith('#') && !quoted) {
      break;
    }
    if (!quoted && /^(?:>|>>|<|2>|2>>)$/.test(text)) {
      isRedirected = true;
    } else if (isRedirected) {
      isRedirected = false;
    } else {
      found.push({ text, quoted });
    }
  }
  return found;
}

/** The first token, how many characters it took, and whether it held quotes. */
function readToken(rest: string): [string, number, boolean] {
  const operator = /^(?:&&|\|\||[|;]|2?>>?|<)/.exec(rest)?.[0];
  if (operator) {
    if (rest.startsWith('<<')) {
      throw new ShellError('here-documents cannot be pasted safely');
    }
    return [operator, operator.length, false];
  }
  let text = '';
  let at = 0;
  let quoted = false;
  while (at < rest.length && !/[\s|;<>]/.test(rest[at])) {
    const [part, taken] = readPart(rest.slice(at));
    quoted ||= rest[at] === "'" || rest[at] === '"';
    text += part;
    at += taken;
  }
  return [text, at, quoted];
}

function readPart(rest: string): [string, number] {
  const placeholder = /^\{\{.*?\}\}/.exec(rest)?.[0];
  if (placeholder) {
    return [placeholder, placeholder.length];
  }
  const [first] = rest;
  if (first === "'" || first === '"') {
    const end = rest.indexOf(first, 1);
    if (end < 0) {
      throw new ShellError(`the quote ${first} is not closed`);
    }
    const text = rest.slice(1, end);
    if (first === '"') {
      refuseSubstitution(text);
    }
    return [text, end + 1];
  }
  if (first === '\\') {
    return [rest[1] ?? '', 2];
  }
  if (rest.startsWith('&&')) {
    throw new ShellError('put spaces around &&');
  }
  if (first === '&') {
    throw new ShellError('background jobs (&) are lost when a shell ends');
  }
  refuseSubstitution(rest.slice(0, 2));
  return [first, 1];
}

function refuseSubstitution(text: string): void {
  if (/`|\$[({A-Za-z]/.test(text)) {
    throw new ShellError(
      'substitutions and variables hide what runs; write a parameter instead',
    );
  }
}
