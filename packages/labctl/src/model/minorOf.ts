/** 13 for `v1.13.9`. */
export function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
