/** Every path once, of files that have up to two: before and after a change. */
export function pathsOf(
  files: readonly (readonly (string | null | undefined)[])[],
): string[] {
  const paths = files.flat().filter(path => typeof path === 'string');
  return [...new Set(paths)].filter(path => path !== '');
}
