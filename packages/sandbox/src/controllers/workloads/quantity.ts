const FACTORS: Record<string, number> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A Kubernetes quantity as a number of its base unit; 0 when unset or not one. @public */
export function quantity(text: unknown): number {
  const match = /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(String(text ?? ''));
  if (!match) return 0;
  const factor = match[2] === '' ? 1 : FACTORS[match[2]] ?? 0;
  return Number(match[1]) * factor;
}
