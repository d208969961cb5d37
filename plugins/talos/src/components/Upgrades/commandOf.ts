import type {
  ClusterUpgrade,
  UpgradeStep,
} from '@homestage/backstage-plugin-talos-common';

/** The step in a terminal, for one machine; undefined when an address is missing. */
export function commandOf(
  { what, to }: UpgradeStep,
  example: ClusterUpgrade['example'],
): string | undefined {
  if (what === 'Kubernetes') {
    return (
      example?.controlPlane &&
      `talosctl -n ${example.controlPlane} upgrade-k8s --to ${to.slice(
        1,
      )} --dry-run`
    );
  }
  return (
    example &&
    `talosctl -n ${
      example.node
    } upgrade --image factory.talos.dev/metal-installer/${
      example.schematic ?? '<schematic>'
    }:${to}`
  );
}
