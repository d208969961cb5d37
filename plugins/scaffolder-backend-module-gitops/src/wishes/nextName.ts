/**
 * A name with the next number behind it that nobody has: `memos-2` after `memos`,
 * `memos-3` after `memos-2`.
 */
export function nextName(
  name: string,
  isTaken: (name: string) => boolean,
): string {
  const [, stem, number] = /^(.*)-(\d{1,3})$/.exec(name) ?? ['', name, '1'];
  let count = Number(number) + 1;
  while (isTaken(`${stem}-${count}`)) {
    count += 1;
  }
  return `${stem}-${count}`;
}

/** A file beside another, with the next number in its name. */
export function nextFile(
  file: string,
  files: { has(path: string): boolean },
): string {
  const [, stem, extension] = /^(.*?)(\.ya?ml)$/.exec(file) ?? [
    '',
    file,
    '.yaml',
  ];
  const free = nextName(stem, candidate =>
    files.has(`${candidate}${extension}`),
  );
  return `${free}${extension}`;
}
