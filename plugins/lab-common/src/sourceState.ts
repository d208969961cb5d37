import { z } from 'zod';

/**
 * The one vocabulary for the state of any source of facts, Kubernetes or not.
 *
 * - `syncing`: the first answer is on its way;
 * - `live`: answered, and changes arrive as they happen (or within the poll interval);
 * - `stale`: was live, now is not; the last facts are kept with their age;
 * - `absent`: the cluster does not serve this kind; not an error;
 * - `forbidden`: the credential may not read it (HTTP 403);
 * - `unauthenticated`: the credential is refused (HTTP 401);
 * - `unreachable`: no answer (connection refused, timeout, TLS, 5xx) and nothing was ever read;
 * - `misconfigured`: it can not be asked because its configuration is wrong.
 *
 * @public
 */
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** @public */
export const sourceStatusSchema = z.enum([
  'syncing',
  'live',
  'stale',
  'absent',
  'forbidden',
  'unauthenticated',
  'unreachable',
  'misconfigured',
]);

/**
 * Where facts come from, how fresh they are, and what to do when they are not.
 *
 * @public
 */
export type SourceState = z.infer<typeof sourceStateSchema>;

/** @public */
export const sourceStateSchema = z.object({
  /** Stable id, such as `kubernetes/lab/kustomizations.kustomize.toolkit.fluxcd.io`. */
  source: z.string(),
  /** What people call it, such as `Kustomizations on lab`. */
  title: z.string(),
  /** The cluster it belongs to; unset for sources outside any cluster. */
  cluster: z.string().optional(),
  status: sourceStatusSchema,
  /** When `status` last changed, ISO 8601. */
  since: z.string(),
  /** When the facts were last known to be true, ISO 8601; unset when never. */
  asOf: z.string().optional(),
  /** One sentence in plain words. Never holds a token or a whole response body. */
  message: z.string(),
  /** What a person can do about it; unset when there is nothing to do. */
  nextStep: z.string().optional(),
});

/**
 * Whether facts of this source may be shown as current.
 *
 * @public
 */
export function isCurrent(state: Pick<SourceState, 'status'>): boolean {
  return state.status === 'live';
}
