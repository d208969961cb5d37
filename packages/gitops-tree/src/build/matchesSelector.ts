/**
 * Kubernetes' selector text: `a=b`, `a!=b`, `a`, `!a`, `a in (b,c)`,
 * `a notin (b,c)`, joined by commas. Nothing selects everything.
 */
export function matchesSelector(
  labels: Readonly<Record<string, string>> | undefined,
  selector: string | undefined,
): boolean {
  const parts = (selector ?? '').match(/[^,(]+(?:\([^)]*\))?/g) ?? [];
  return parts.every(part => matchesPart(labels ?? {}, part.trim()));
}

function matchesPart(
  labels: Readonly<Record<string, string>>,
  part: string,
): boolean {
  const set = /^(\S+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(part);
  if (set) {
    const [, key, operator, values] = set;
    const isIn = values
      .split(',')
      .map(value => value.trim())
      .includes(labels[key]);
    return operator === 'in' ? isIn : !isIn;
  }
  const equality = /^([^=!\s]+)\s*(!=|==?)\s*(.*)$/.exec(part);
  if (equality) {
    const [, key, operator, value] = equality;
    return (labels[key] === value) === (operator !== '!=');
  }
  return part.startsWith('!')
    ? !Object.hasOwn(labels, part.slice(1).trim())
    : Object.hasOwn(labels, part);
}
