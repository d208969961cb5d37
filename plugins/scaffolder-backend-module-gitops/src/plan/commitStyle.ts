/** `type(scope)!: subject`, as conventional commits have it, or `scope: subject`. */
const PREFIXED =
  /^(?<type>[\w./-]+)(?:\((?<scope>[^()]+)\))?!?: (?<subject>\S.*)$/;

/** The types that tools for conventional commits know. */
const TYPES = new Set([
  'build',
  'chore',
  'ci',
  'docs',
  'feat',
  'fix',
  'perf',
  'refactor',
  'revert',
  'style',
  'test',
]);

/** What the forge writes when somebody merges. */
const MERGE = /^Merge (pull request|branch|remote-tracking branch|tag) /;

/** Fewer than these tell nothing. */
const MIN_COMMITS = 3;

type Style = 'conventional' | 'without-scope' | 'by-scope' | 'plain';

/**
 * A title as the owner of the tree would have written it: conventional where most
 * of its last commits are, with their scope or without one; otherwise the place
 * before the colon, or the sentence alone.
 *
 * @param title - as a conventional commit; any other is left as it is
 * @param messages - of the last commits of the tree
 */
export function titleLike(title: string, messages: readonly string[]): string {
  const wanted = PREFIXED.exec(title)?.groups;
  const subjects = messages
    .map(message => message.split('\n')[0].trim())
    .filter(subject => subject !== '' && !MERGE.test(subject));
  if (!wanted || !TYPES.has(wanted.type) || subjects.length < MIN_COMMITS) {
    return title;
  }
  const style = mostOf(subjects.map(styleOf));
  const alike = subjects.filter(each => styleOf(each) === style);
  const subject = cased(wanted.subject, alike);
  switch (style) {
    case 'conventional':
      return title;
    case 'without-scope':
      return `${wanted.type}: ${subject}`;
    case 'by-scope':
      return wanted.scope ? `${wanted.scope}: ${subject}` : subject;
    case 'plain':
      return subject;
    default:
      return assertNever(style);
  }
}

function styleOf(subject: string): Style {
  const found = PREFIXED.exec(subject)?.groups;
  if (!found) {
    return 'plain';
  }
  if (!TYPES.has(found.type)) {
    return 'by-scope';
  }
  return found.scope ? 'conventional' : 'without-scope';
}

/** Of equally many, the one that came up first: it is of the newest commits. */
function mostOf(styles: readonly Style[]): Style {
  const counts = new Map<Style, number>();
  for (const style of styles) {
    counts.set(style, (counts.get(style) ?? 0) + 1);
  }
  return [...counts].reduce((most, next) =>
    next[1] > most[1] ? next : most,
  )[0];
}

/** Begins with a capital where most of the others do. */
function cased(subject: string, others: readonly string[]): string {
  const firsts = others.map(
    other => (PREFIXED.exec(other)?.groups?.subject ?? other)[0],
  );
  const capitals = firsts.filter(first => first !== first.toLowerCase());
  return capitals.length * 2 > firsts.length
    ? subject[0].toUpperCase() + subject.slice(1)
    : subject;
}

function assertNever(style: never): never {
  throw new Error(`Unknown style of commits: ${style}`);
}
