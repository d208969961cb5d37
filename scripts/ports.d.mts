/** Types of ports.mjs, for the browser stories. */
export interface PortalPorts {
  readonly app: number;
  readonly backend: number;
  readonly forge: number;
  readonly kubernetes: number;
  readonly scenarios: number;
}
export const PORT_OFFSET: number;
export const PORTS: PortalPorts;
export function portsAt(offset: number): PortalPorts;
