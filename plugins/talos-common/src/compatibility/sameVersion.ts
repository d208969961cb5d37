/** Whether two texts name one version, with or without the `v`. */
export function sameVersion(
  a: string | undefined,
  b: string | undefined,
): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.replace(/^v/, '') === b.replace(/^v/, '')
  );
}
