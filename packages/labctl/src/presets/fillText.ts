const PLACEHOLDER = /#\{\s*([a-z_]+(?::[a-z0-9-]+)?)\s*\}#/g;

/** Answers what a name stands for, or undefined when the lab has no such fact. */
export type FactLookup = (name: string) => string | undefined;

/**
 * Fills in what a preset says about the lab, such as `#{ domain }#`.
 *
 * @returns the text, and the names that stand for nothing here (left as they are)
 */
export function fillText(
  text: string,
  lookup: FactLookup,
): { text: string; unknown: string[] } {
  const unknown: string[] = [];
  const filled = text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = lookup(name);
    if (value === undefined) {
      unknown.push(name);
    }
    return value ?? whole;
  });
  return { text: filled, unknown };
}
