import { status, type Metadata, type ServerUnaryCall } from '@grpc/grpc-js';
import { mayCall } from './roles';
import type { TalosLab } from './TalosLab';
import type { TalosMachine } from './TalosMachine';

/** A refusal as gRPC carries it. */
export class TalosError extends Error {
  readonly code: status;

  constructor(code: status, message: string) {
    super(message);
    this.code = code;
  }
}

/** Who calls what, on which machine. */
export interface TalosCall {
  readonly method: string;
  readonly metadata: Metadata;
  /** Roles of the caller's certificate. */
  readonly roles: readonly string[];
}

/** How long apid tries to reach another machine before it says so. */
export const PROXY_LIMIT_MS = 20_000;

const headers = (metadata: Metadata, name: string) =>
  metadata.get(name).map(String);

/** Roles stand in the subject of the caller's certificate as `O=`. */
export function rolesOf(
  call: Pick<ServerUnaryCall<object, object>, 'getAuthContext'>,
): string[] {
  const subject = call.getAuthContext()?.sslPeerCertificate?.subject;
  // Node gives a list when there are several.
  const organisation: unknown = subject?.O;
  return [organisation ?? []].flat().map(String);
}

/**
 * The machines a call is for, as apid routes it: the one that `node` names, or
 * those of the deprecated `nodes`, or the machine itself.
 *
 * @throws TalosError for who may not, and for routing that is refused
 */
export function routeCall(
  call: TalosCall,
  options: { lab: TalosLab; self: TalosMachine; isManyAllowed: boolean },
): { targets: TalosMachine[]; isMany: boolean } {
  const { lab, self, isManyAllowed } = options;
  lab.calls.add(call.roles.join(), call.method);
  if (!mayCall(call.method, call.roles)) {
    throw new TalosError(status.PERMISSION_DENIED, 'not authorized');
  }
  const one = headers(call.metadata, 'node');
  const many = headers(call.metadata, 'nodes');
  if (one.length > 1) {
    throw new TalosError(
      status.INVALID_ARGUMENT,
      'node metadata must be single-valued',
    );
  }
  if (many.length > 0 && !isManyAllowed) {
    throw new TalosError(
      status.INVALID_ARGUMENT,
      'one-2-many proxying is not supported for this method',
    );
  }
  const named = [...one, ...many].flatMap(text =>
    text.split(',').map(target => target.trim()),
  );
  const targets = named.length
    ? named.map(target => {
        const machine = lab.find(target);
        if (!machine) {
          throw new TalosError(
            status.UNAVAILABLE,
            `error dialing ${target}: no route to host`,
          );
        }
        return machine;
      })
    : [self];
  if (!self.isControlPlane && targets.some(target => target !== self)) {
    throw new TalosError(status.PERMISSION_DENIED, 'no request forwarding');
  }
  return { targets, isMany: many.length > 0 };
}

/**
 * Resolves while the machine has power. Without it apid finds out late, as with
 * a real one that answers no packet.
 */
export async function reach(
  lab: TalosLab,
  machine: TalosMachine,
  options: { signal: AbortSignal; limitMs?: number },
): Promise<void> {
  if (lab.hasPower(machine)) return;
  await new Promise<void>(resolve => {
    const timer = setTimeout(resolve, options.limitMs ?? PROXY_LIMIT_MS);
    timer.unref();
    options.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  throw new TalosError(
    status.UNAVAILABLE,
    `connection error: desc = "transport: Error while dialing: dial tcp ${machine.address}:50000: i/o timeout"`,
  );
}
