import type { KubeObject } from '../kubeObject';

/** The moment at which all tests of this package look at the world. */
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** An ISO timestamp that many seconds before {@link NOW}. */
export function secondsAgo(seconds: number): string {
  return new Date(NOW - seconds * 1000).toISOString();
}

/** Builds an object; `gvk` is `apiVersion/Kind`, such as `apps/v1/Deployment`. */
export function object(
  gvk: string,
  fields: {
    metadata?: Record<string, unknown>;
    spec?: unknown;
    status?: unknown;
  } = {},
): KubeObject {
  const slash = gvk.lastIndexOf('/');
  const { metadata, ...rest } = fields;
  return {
    apiVersion: gvk.slice(0, slash),
    kind: gvk.slice(slash + 1),
    metadata: {
      name: 'sample',
      namespace: 'default',
      creationTimestamp: secondsAgo(3600),
      ...metadata,
    },
    ...rest,
  };
}

/** Builds a condition from `Type=Status` and an optional reason. */
export function condition(
  typeAndStatus: string,
  reason?: string,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const [type, status] = typeAndStatus.split('=');
  return {
    type,
    status,
    reason,
    lastTransitionTime: secondsAgo(600),
    ...fields,
  };
}
