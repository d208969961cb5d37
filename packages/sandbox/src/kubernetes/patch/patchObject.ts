import {
  applyPatch,
  deepClone,
  JsonPatchError,
  Operation,
} from 'fast-json-patch';
import { ApiStatusError } from '../ApiStatusError';
import { ResourceType, StoredObject } from '../ObjectStore';
import { isRecord } from '../store/json';
import { listTopology } from './listTopology';
import { mergePatch } from './mergePatch';
import { strategicMerge } from './strategicMerge';

/** How a patch is written. Server-side apply is not among them: see `applyConfiguration`. */
export type PatchFormat = 'json' | 'merge' | 'strategic';

function jsonPatch(object: StoredObject, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw ApiStatusError.badRequest('a JSON patch is a list of operations');
  }
  try {
    return applyPatch(deepClone(object), patch as Operation[], true)
      .newDocument;
  } catch (error) {
    if (!(error instanceof JsonPatchError)) {
      throw error;
    }
    // The real server does not tell why either.
    throw new ApiStatusError({
      code: 422,
      reason: 'Invalid',
      message: 'the server rejected our request due to an error in our request',
      details: {},
    });
  }
}

function patched(
  type: ResourceType,
  object: StoredObject,
  options: { format: PatchFormat; patch: unknown },
) {
  switch (options.format) {
    case 'json':
      return jsonPatch(object, options.patch);
    case 'merge':
      return mergePatch(object, options.patch);
    default:
      return strategicMerge(object, options.patch, listTopology(type));
  }
}

/** The object with the patch applied; 422 or 400 says why it cannot be. */
export function patchObject(
  type: ResourceType,
  object: StoredObject,
  options: { format: PatchFormat; patch: unknown },
): StoredObject {
  const result = patched(type, object, options);
  if (!isRecord(result) || !isRecord(result.metadata)) {
    throw ApiStatusError.badRequest('the patch leaves no object behind');
  }
  return result as StoredObject;
}
