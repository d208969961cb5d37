/** A lab may have one machine. */
export const allRun = (count: number) =>
  count === 1 ? 'The one machine runs' : `All ${count} machines run`;
