/** The value below which the given ratio (0 to 1) of the samples lies. */
export function percentile(samples, ratio) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(ratio * sorted.length) - 1)
  ];
}
