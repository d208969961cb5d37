/** Kubernetes' suffixes of quantities that make sense for storage. */
const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
};

/**
 * Bytes of a Kubernetes quantity such as `10Gi`; undefined when it is none or
 * not above zero.
 *
 * @public
 */
export function parseQuantityBytes(text: string): number | undefined {
  const match = text.match(/^(\d+(?:\.\d+)?)([kMGTP]|[KMGTP]i)?$/);
  if (!match) {
    return undefined;
  }
  const bytes = Number(match[1]) * FACTORS[match[2] ?? ''];
  return bytes > 0 && Number.isFinite(bytes) ? bytes : undefined;
}
