import { parse } from 'yaml';

/**
 * The values of a HelmRelease as a file of their own, with the comments they had.
 *
 * @param text - a HelmRelease whose `spec.values` is a block
 * @param path - for the message
 * @throws Error when the values are written in a way that cannot be cut out.
 */
export function valuesText(text: string, path: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex(line => /^ {2}values:\s*$/.test(line));
  if (start < 0) {
    return '{}\n';
  }
  const rest = lines.slice(start + 1);
  const end = rest.findIndex(line => /^ {0,3}\S/.test(line));
  const block = (end < 0 ? rest : rest.slice(0, end)).map(line =>
    line.replace(/^ {4}/, ''),
  );
  const values = `---\n${block.join('\n').trimEnd()}\n`;
  const { spec } = parse(text) as { spec: { values: unknown } };
  if (JSON.stringify(parse(values)) !== JSON.stringify(spec.values)) {
    throw new Error(
      `${path}: the values cannot stand alone: indent them by four spaces, with every anchor inside`,
    );
  }
  return values;
}
