import {
  compareSeverity,
  isCurrent,
  objectKey,
  objectStatus,
  type KubeObject,
  type ObjectRef,
  type Severity,
  type SourceState,
} from '@homestage/backstage-plugin-lab-common';
import type { TreeNote } from '../contract/tree';
import type { ObjectLookup } from './ObjectLookup';

/** One live object with its computed status. */
export interface Leaf {
  readonly id: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly status: string;
  readonly severity: Severity;
  readonly message?: string;
  readonly note?: TreeNote;
}

/** Whether the portal leaves objects of the kind alone, whatever it may read. */
export function isNeverRead(ref: Pick<ObjectRef, 'group' | 'kind'>): boolean {
  return ref.group === '' && ref.kind === 'Secret';
}

/**
 * The computed status of one applied object. What was not seen is unknown, and
 * what was seen by a source that is silent by now is no better than unknown. A
 * Secret is `info`: its applier says it is there, and nobody looks.
 *
 * @param options - `isRemote`: it lives in a cluster the portal does not follow
 */
export function deriveLeaf(
  ref: ObjectRef,
  options: { lookup: ObjectLookup; now: number; isRemote?: boolean },
): Leaf {
  const leaf = identify(ref);
  if (options.isRemote) {
    return {
      ...leaf,
      status: 'Unknown',
      severity: 'info',
      note: 'remote',
      message: 'It lives in another cluster',
    };
  }
  if (isNeverRead(ref)) {
    return {
      ...leaf,
      status: 'Unknown',
      severity: 'info',
      note: 'not-read',
      message: 'Secrets are never read; its applier says it is there',
    };
  }
  const { object, state } = options.lookup.find(ref);
  return { ...leaf, ...judge(object, { state, now: options.now }) };
}

/** The computed status of an object that is at hand. */
export function deriveLeafOf(
  object: KubeObject,
  options: { ref: ObjectRef; state: SourceState; now: number },
): Leaf {
  return { ...identify(options.ref), ...judge(object, options) };
}

function identify(ref: ObjectRef) {
  return {
    id: objectKey(ref),
    group: ref.group,
    kind: ref.kind,
    ...(ref.namespace ? { namespace: ref.namespace } : {}),
    name: ref.name,
  };
}

type Verdict = Pick<Leaf, 'status' | 'severity' | 'message' | 'note'>;

function judge(
  object: KubeObject | undefined,
  { state, now }: { state: SourceState; now: number },
): Verdict {
  if (!object) {
    return judgeAbsence(state);
  }
  const { status, severity, message } = objectStatus(object, { now });
  if (isCurrent(state)) {
    return { status, severity, message };
  }
  return {
    status,
    severity: compareSeverity(severity, 'unknown') < 0 ? 'unknown' : severity,
    message: `Last seen: ${message}`,
    note: 'not-watched',
  };
}

function judgeAbsence(state: SourceState): Verdict {
  switch (state.status) {
    case 'live':
      return {
        status: 'NotFound',
        severity: 'error',
        message: 'It was applied and is not there any more',
        note: 'missing',
      };
    case 'absent':
      return {
        status: 'NotFound',
        severity: 'error',
        message: 'The cluster does not serve this kind',
        note: 'missing',
      };
    default:
      return {
        status: 'Unknown',
        severity: 'unknown',
        message: state.message,
        note: 'not-watched',
      };
  }
}
