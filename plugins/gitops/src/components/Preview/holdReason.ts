import type { PreviewState } from '../../hooks/usePreview';

/** Why a change may not be created now. */
export type HoldReason =
  | 'not-allowed'
  | 'sign-in'
  | 'loading'
  | 'failed'
  | 'findings';

/**
 * Why the form may not be left for its end; undefined when it may. What is not
 * known to be right is held: the run would stop at the same place.
 */
export function holdReason(options: {
  readonly state: PreviewState;
  readonly overrideReason: string;
  /** Unset while the answer of the policy is awaited. */
  readonly isAllowed: boolean | undefined;
  /** Whether it may be proposed as the person only, who is not signed in. */
  readonly needsSignIn: boolean;
}): HoldReason | undefined {
  const { state, overrideReason, isAllowed, needsSignIn } = options;
  if (isAllowed === false) {
    return 'not-allowed';
  }
  if (needsSignIn) {
    return 'sign-in';
  }
  if (state.status !== 'ready') {
    return state.status;
  }
  return state.plan.isBlocked && !overrideReason.trim()
    ? 'findings'
    : undefined;
}
