/** The pages of a lab are its owner's, and so is the list of them. */
export const STARTERS: ReadonlySet<string> = new Set(['mkdocs.yml']);
