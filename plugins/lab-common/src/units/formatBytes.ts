const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const;

/**
 * A number of bytes in binary units with at most one decimal: `512 MiB`,
 * `1.5 GiB`. What is no finite number reads as `?`.
 *
 * @public
 */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) {
    return '?';
  }
  let value = Math.abs(bytes);
  let unit = 0;
  // 1023.95 would be written as 1024.0, which belongs to the next unit.
  while (value >= 1023.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const rounded = unit === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${bytes < 0 ? '-' : ''}${rounded} ${UNITS[unit]}`;
}
