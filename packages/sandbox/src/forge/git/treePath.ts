/**
 * The path as git may store it, or undefined when it is none: empty, absolute,
 * leading out of the tree, into `.git`, or with control characters.
 */
export function cleanTreePath(path: string): string | undefined {
  const isOdd = [...path].some(
    char => char < ' ' || char === '\u007f' || char === '\\',
  );
  const isSafe = path
    .split('/')
    .every(
      segment =>
        !['', '.', '..'].includes(segment) && segment.toLowerCase() !== '.git',
    );
  return !isOdd && isSafe ? path : undefined;
}

/** Whether git accepts the text as the short name of a branch or tag. */
export function isRefName(name: string): boolean {
  return (
    /^[A-Za-z0-9_][A-Za-z0-9._/+#=,-]*$/.test(name) &&
    !/\.\.|\/\/|\/\.|\.\/|@\{|\.lock(\/|$)|[./]$/.test(name)
  );
}
