/** Marks the field that `/` focuses: the nearest filter or search of the page. */
export const SEARCH_FIELD_ATTRIBUTE = 'data-lab-search';

/** Marks what holds the button that opens the portal's search. */
export const SEARCH_DOOR_ATTRIBUTE = 'data-lab-search-door';

/**
 * Focuses the page's own filter, else opens the portal's search, which focuses
 * its field itself.
 *
 * @returns whether there was one
 */
export function focusSearchField(root: ParentNode): boolean {
  const field =
    root.querySelector<HTMLElement>(`[${SEARCH_FIELD_ATTRIBUTE}] input`) ??
    root.querySelector<HTMLElement>('main input[type="search"]') ??
    root.querySelector<HTMLElement>(
      'input[name="search"], input[type="search"]',
    );
  if (field) {
    field.focus();
    return true;
  }
  const door = root.querySelector<HTMLElement>(
    `[${SEARCH_DOOR_ATTRIBUTE}] :is(button, [role="button"])`,
  );
  door?.click();
  return door !== null;
}
