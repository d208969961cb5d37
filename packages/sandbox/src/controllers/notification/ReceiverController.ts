import { StoredObject } from '../../kubernetes/ObjectStore';
import { withCondition } from '../runtime/conditions';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { parseDuration } from '../runtime/parseDuration';
import { writeStatus } from '../runtime/writeStatus';
import { observed } from '../source/sourceStatus';

const DEFAULT_INTERVAL_MS = 600_000;
const RETRY_MS = 2_000;

/**
 * What notification-controller says of a Receiver: the path that a forge's web hook
 * calls, once the secret with its token is there.
 *
 * Source: fluxcd/notification-controller internal/controller/receiver_controller.go.
 * @public
 */
export class ReceiverController implements Controller {
  readonly name = 'notification-controller';
  readonly group = 'notification.toolkit.fluxcd.io';
  readonly kind = 'Receiver';

  reconcile(receiver: StoredObject, lab: Lab): number | undefined {
    if (receiver.spec?.suspend || receiver.metadata.deletionTimestamp)
      return undefined;
    const { name, namespace } = receiver.metadata;
    const secretName: string = receiver.spec?.secretRef?.name ?? '';
    const secret = lab.store.get({
      group: '',
      kind: 'Secret',
      namespace,
      name: secretName,
    });
    if (!secret) {
      this.#report(receiver, lab, {
        reason: 'TokenNotFound',
        message: `unable to read token from secret '${namespace}/${secretName}' error: Secret "${secretName}" not found`,
      });
      return RETRY_MS;
    }
    const webhookPath = `/hook/${sha256(
      `${secret.data?.token ?? ''}${name}${namespace}`,
    )}`;
    this.#report(receiver, lab, {
      webhookPath,
      reason: 'Succeeded',
      message: `Receiver initialized for path: ${webhookPath}`,
    });
    return parseDuration(receiver.spec?.interval, DEFAULT_INTERVAL_MS);
  }

  #report(
    receiver: StoredObject,
    lab: Lab,
    told: { reason: string; message: string; webhookPath?: string },
  ): void {
    const { reason, message, webhookPath } = told;
    const { webhookPath: _before, ...status } = receiver.status ?? {};
    writeStatus(lab.store, receiver, {
      ...status,
      ...observed(receiver),
      ...(webhookPath ? { webhookPath } : {}),
      conditions: withCondition(
        receiver.status?.conditions,
        {
          type: 'Ready',
          status: webhookPath ? 'True' : 'False',
          reason,
          message,
          observedGeneration: receiver.metadata.generation,
        },
        lab.clock.now(),
      ),
    });
  }
}
