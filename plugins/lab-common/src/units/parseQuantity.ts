const FACTORS: Readonly<Record<string, number>> = Object.freeze({
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
});

const QUANTITY =
  /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * A Kubernetes quantity as a number of its base unit (bytes, cores, pieces):
 * `512Mi` is 536870912, `250m` is 0.25, `1e3` is 1000. Undefined for what is no
 * quantity. The grammar is `k8s.io/apimachinery/pkg/api/resource`'s.
 *
 * @public
 */
export function parseQuantity(
  quantity: string | number | undefined,
): number | undefined {
  if (typeof quantity === 'number') {
    return Number.isFinite(quantity) ? quantity : undefined;
  }
  const match = typeof quantity === 'string' ? QUANTITY.exec(quantity) : null;
  if (!match) {
    return undefined;
  }
  const [, digits, exponent, suffix] = match;
  return exponent === undefined
    ? Number(digits) * FACTORS[suffix ?? '']
    : Number(`${digits}e${exponent}`);
}
