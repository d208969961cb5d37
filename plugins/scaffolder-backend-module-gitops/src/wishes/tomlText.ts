/** A value as TOML writes it. */
export type TomlValue = string | number | boolean | readonly TomlValue[];

/**
 * A cluster.toml with one more table in a list of tables, behind the last of
 * them; at the end where there is none yet. Everything else stays as it is.
 *
 * @param list - name of the list, such as `nodes`
 */
export function appendTomlTable(
  text: string,
  list: string,
  entries: Readonly<Record<string, TomlValue>>,
): string {
  const lines = text.trimEnd().split('\n');
  const isOwn = (line: string) =>
    new RegExp(`^\\s*\\[{1,2}\\s*${list}[\\].]`).test(line);
  const last = lines.findLastIndex(isOwn);
  const next = lines.findIndex(
    (line, index) => last >= 0 && index > last && /^\s*\[/.test(line),
  );
  const end = contentEnd(lines, next < 0 ? lines.length : next);
  const table = [
    '',
    `[[${list}]]`,
    ...Object.entries(entries).map(
      ([key, value]) => `${key} = ${tomlValue(value)}`,
    ),
  ];
  return [...lines.slice(0, end), ...table, ...lines.slice(end), ''].join('\n');
}

/** A cluster.toml with one value of a table set; the table is added where there is none. */
export function setTomlValue(
  text: string,
  table: string,
  entry: { readonly key: string; readonly value: TomlValue },
): string {
  const lines = text.trimEnd().split('\n');
  const written = `${entry.key} = ${tomlValue(entry.value)}`;
  const header = lines.findIndex(line =>
    new RegExp(`^\\s*\\[\\s*${table}\\s*\\]`).test(line),
  );
  if (header < 0) {
    return [...lines, '', `[${table}]`, written, ''].join('\n');
  }
  const next = lines.findIndex(
    (line, index) => index > header && /^\s*\[/.test(line),
  );
  const end = next < 0 ? lines.length : next;
  const at = lines.findIndex(
    (line, index) =>
      index > header &&
      index < end &&
      new RegExp(`^\\s*${entry.key}\\s*=`).test(line),
  );
  if (at >= 0) {
    const comment = /\s+#[^"']*$/.exec(lines[at])?.[0] ?? '';
    return [
      ...lines.slice(0, at),
      `${written}${comment}`,
      ...lines.slice(at + 1),
      '',
    ].join('\n');
  }
  return [
    ...lines.slice(0, header + 1),
    written,
    ...lines.slice(header + 1),
    '',
  ].join('\n');
}

/** Where the lines above a header end: comments and blank lines right above it are its own. */
function contentEnd(lines: readonly string[], before: number): number {
  let end = before;
  while (end > 0 && /^\s*(#.*)?$/.test(lines[end - 1])) {
    end -= 1;
  }
  return end;
}

function tomlValue(value: TomlValue): string {
  // Strings of JSON are basic strings of TOML.
  return Array.isArray(value)
    ? `[${value.map(tomlValue).join(', ')}]`
    : JSON.stringify(value);
}
