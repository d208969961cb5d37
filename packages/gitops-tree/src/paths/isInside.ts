/** True when `path` is `directory` or lies below it; everything lies in `''`. */
export function isInside(path: string, directory: string): boolean {
  return (
    directory === '' || path === directory || path.startsWith(`${directory}/`)
  );
}
