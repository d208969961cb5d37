/** How the pages of a list are read. */
export interface PagesOptions<T> {
  /** Entries of a full page; a shorter one is the last. */
  readonly size: number;
  readonly maxPages: number;
  /** Ends the reading after a page whose last entry is not wanted. Unset: all are. */
  readonly isWanted?: (entry: T) => boolean;
}

/** Reads page after page, from 1, until there is nothing more that is wanted. */
export async function readPages<T>(
  read: (page: number) => Promise<readonly T[]>,
  options: PagesOptions<T>,
): Promise<T[]> {
  const { size, maxPages, isWanted = () => true } = options;
  const found: T[] = [];
  for (let page = 1; page <= maxPages; page++) {
    const entries = await read(page);
    found.push(...entries);
    const last = entries.at(-1);
    if (entries.length < size || last === undefined || !isWanted(last)) {
      break;
    }
  }
  return found.filter(isWanted);
}
