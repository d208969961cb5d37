import type { SourceStatus } from '@homestage/backstage-plugin-lab-common';
import { status, type ServiceError } from '@grpc/grpc-js';

/**
 * A failed call in the words of a source state.
 *
 * @public
 */
export interface TalosFailure {
  readonly status: Exclude<SourceStatus, 'live' | 'syncing' | 'stale'>;
  readonly message: string;
  readonly nextStep?: string;
}

/**
 * Causes that gRPC does not tell by a code, by the words of Node and Talos.
 * Nothing else tells them: a TLS error and a dead machine are both UNAVAILABLE,
 * a type unknown to a version and a refusal both PERMISSION_DENIED
 * (siderolabs/talos internal/app/resources/access.go).
 */
const BY_WORDS: ReadonlyArray<
  readonly [RegExp, (node: string) => TalosFailure]
> = [
  [
    /resource type "[^"]*" is not supported|namespace "[^"]*" is not supported/,
    () => ({
      status: 'absent',
      message: 'This version of Talos does not have it.',
    }),
  ],
  [
    /no request forwarding/,
    node => ({
      status: 'misconfigured',
      message: `The endpoint is a worker, which does not pass a call on to ${node}.`,
      nextStep:
        'Name control plane machines as endpoints: talosctl config endpoint ADDRESS...',
    }),
  ],
  [
    /ENOTFOUND|Name resolution failed/,
    () => ({
      status: 'misconfigured',
      message: 'The name of an endpoint in the talosconfig does not resolve.',
      nextStep: 'Use addresses as endpoints, or mend the name service.',
    }),
  ],
  [
    /self[- ]signed certificate|certificate signature failure|unable to (verify|get (local )?issuer)|unknown ca|UNABLE_TO_VERIFY/i,
    () => ({
      status: 'unauthenticated',
      message:
        'Machine and portal do not trust each other: the talosconfig is of another cluster, or its authority was rotated.',
      nextStep: 'Make a new talosconfig for this cluster.',
    }),
  ],
  [
    /alert (certificate (required|expired|unknown)|bad certificate|handshake failure)|bad certificate|certificate (has )?expired/i,
    () => ({
      status: 'unauthenticated',
      message: 'The machine refuses the certificate of the talosconfig.',
      nextStep:
        'Make a new one with an administrator’s: talosctl config new --roles os:reader talosconfig',
    }),
  ],
  [
    /does not match certificate's altnames|altnames/i,
    () => ({
      status: 'misconfigured',
      message: 'The certificate of the endpoint is for another address.',
      nextStep:
        'Use the address of the machine itself as endpoint, not a shared one or a forwarded port.',
    }),
  ],
];

const hasCode = (error: unknown): error is ServiceError =>
  typeof (error as ServiceError | undefined)?.code === 'number';

/**
 * Says what a failed call means. Never holds more of the answer than a sentence.
 *
 * @public
 */
export function describeTalosFailure(
  error: unknown,
  options: { node: string },
): TalosFailure {
  const { node } = options;
  const details = hasCode(error) ? error.details : String(error);
  const known = BY_WORDS.find(([pattern]) => pattern.test(details));
  if (known) {
    return known[1](node);
  }
  switch (hasCode(error) ? error.code : undefined) {
    case status.PERMISSION_DENIED:
      return {
        status: 'forbidden',
        message: 'The role in the talosconfig may not read this.',
        nextStep: 'Give it os:reader.',
      };
    case status.UNAUTHENTICATED:
      return {
        status: 'unauthenticated',
        message: 'The machine does not accept the talosconfig.',
        nextStep: 'Make a new one.',
      };
    case status.UNIMPLEMENTED:
    case status.NOT_FOUND:
      return { status: 'absent', message: 'The machine does not have it.' };
    case status.DEADLINE_EXCEEDED:
      return unreachable(node, 'did not answer in time');
    case status.UNAVAILABLE:
      return unreachable(
        node,
        /ECONNREFUSED|refused/.test(details)
          ? 'refuses the connection'
          : 'can not be reached',
      );
    default:
      return unreachable(node, 'failed to answer');
  }
}

function unreachable(node: string, how: string): TalosFailure {
  return {
    status: 'unreachable',
    message: `${node} ${how}.`,
    nextStep: `See whether the machine is on, and port 50000 open: talosctl -n ${node} version`,
  };
}
