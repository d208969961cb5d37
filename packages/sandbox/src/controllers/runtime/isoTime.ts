/** A Kubernetes timestamp: UTC, whole seconds. @public */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
