/** Name of the lock in a lab's folder. It belongs into Git. */
export const LOCK_FILE = '.labctl.lock';

const HEADER = [
  '# What was rendered here last: the Git blob of each file, and its path.',
  '# Kept in Git, so that a render can tell your edits from its own text.',
];

const LINE = /^([0-9a-f]{40}) {2}(\S.*)$/;

/**
 * Reads a lock.
 *
 * @throws Error naming the line that is none of a lock.
 */
export function readLock(text: string): ReadonlyMap<string, string> {
  const lock = new Map<string, string>();
  text.split('\n').forEach((line, index) => {
    if (line === '' || line.startsWith('#')) {
      return;
    }
    const match = LINE.exec(line);
    if (!match) {
      throw new Error(
        `${LOCK_FILE}:${
          index + 1
        }: not a line of a lock; take the file from Git again`,
      );
    }
    lock.set(match[2], match[1]);
  });
  return lock;
}

/** A lock as text, sorted by path, so that Git merges it well. */
export function writeLock(lock: ReadonlyMap<string, string>): string {
  const lines = [...lock]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, id]) => `${id}  ${path}`);
  return `${[...HEADER, ...lines].join('\n')}\n`;
}
