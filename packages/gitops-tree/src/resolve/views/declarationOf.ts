import type { Place, TreeDeclaration, TreeObject } from '../../types';

/** What every view says of the object that declares it; at another place in its file when one is given. */
export function declarationOf(
  object: TreeObject,
  place: Place = object,
): TreeDeclaration {
  return {
    owner: ownerOf(object),
    ownerKind: object.kind,
    file: place.file,
    line: place.line,
    column: place.column,
    chain: object.chain,
    state: object.state,
    ...(object.reason !== undefined && { reason: object.reason }),
  };
}

/** `Kind namespace/name`. */
export function ownerOf({ kind, namespace, name }: TreeObject): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}
