import type { ActionRequest } from './actionContract';

/**
 * The commands of talosctl that do the same, in their order.
 *
 * @param nodes - addresses of the machines it is done on, one after the other
 * @public
 */
export function actionCommand(
  request: ActionRequest,
  nodes: readonly string[],
): string {
  return nodes
    .map(node => `talosctl -n ${node} ${wordsOf(request)}`)
    .join('\n');
}

function wordsOf(request: ActionRequest): string {
  switch (request.action) {
    case 'reboot':
      return 'reboot';
    case 'restartService':
      return `service ${request.service} restart`;
    case 'etcdSnapshot':
      return `etcd snapshot etcd-${request.cluster}.db`;
    case 'etcdDefragment':
      return 'etcd defrag';
    case 'etcdDisarm':
      return 'etcd alarm disarm';
    default:
      request satisfies never;
      throw new Error('There is no such action');
  }
}
