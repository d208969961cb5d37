import type { AppPreset } from '@homestage/backstage-plugin-gitops-common';
import type { Preset } from '@homestage/labctl';

/**
 * What a form needs to know of a preset.
 *
 * @public
 */
export function toAppPreset(preset: Preset): AppPreset {
  const { name, title, description, group, upstream, namespace, port } = preset;
  const claim = preset.volumes.find(({ kind }) => kind === 'claim');
  const hasLibrary = preset.volumes.some(({ kind }) => kind === 'library');
  return {
    name,
    title,
    description,
    group,
    upstream,
    namespace,
    image: `${preset.image.repository}:${preset.image.tag}`,
    port,
    // The form knows gateways only; a tailnet is closest to the own network.
    exposure: preset.exposure === 'tailscale' ? 'internal' : preset.exposure,
    subdomain: preset.subdomain ?? name,
    volume: claim && { size: claim.size, mountPath: claim.path },
    brings: [
      ...(preset.database ? (['database'] as const) : []),
      ...(preset.cache ? (['cache'] as const) : []),
      ...(preset.secrets.length > 0 ? (['secrets'] as const) : []),
      ...(hasLibrary ? (['library'] as const) : []),
    ],
  };
}
