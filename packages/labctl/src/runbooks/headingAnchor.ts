/**
 * The fragment that Python-Markdown's `toc` extension makes of a heading: lower
 * case, only word characters, hyphens and spaces, spaces to hyphens. A second
 * heading of the same text would get `_1`; runbooks may not have one.
 */
export function headingAnchor(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\w\s-]/g, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-');
}
