/**
 * Whether Talos starts the service again over its API. It refuses all but the kubelet
 * and the services of extensions.
 *
 * Source: `APIRestartAllowed` in siderolabs/talos
 * internal/app/machined/pkg/system/services.
 *
 * @public
 */
export function mayRestartService(service: string): boolean {
  return service === 'kubelet' || service.startsWith('ext-');
}
