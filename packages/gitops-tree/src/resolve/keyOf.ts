/** `namespace/name`: what chains hold. */
export function keyOf(object: { namespace?: string; name: string }): string {
  return `${object.namespace ?? 'flux-system'}/${object.name}`;
}
