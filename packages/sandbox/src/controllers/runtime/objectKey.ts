/** `namespace/name`; an object without a namespace begins with the slash. @public */
export function objectKey(ref: { namespace?: string; name: string }): string {
  return `${ref.namespace ?? ''}/${ref.name}`;
}
