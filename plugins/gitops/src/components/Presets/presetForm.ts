import type {
  AppPreset,
  FormFacts,
} from '@homestage/backstage-plugin-gitops-common';

/**
 * What the form "Add an app" begins with: the preset as it fits this tree. A name
 * under the tree's domain is left to the person where the domain is not known.
 */
export function presetForm(
  preset: AppPreset,
  facts: Pick<FormFacts, 'domain' | 'gateways'> | undefined,
): Record<string, unknown> {
  const { name, namespace, image, port, volume } = preset;
  const exposure = exposureOf(preset, facts);
  const domain = facts?.domain;
  return {
    preset: name,
    name,
    namespace,
    image,
    ...(port === undefined ? {} : { port }),
    exposure,
    ...(exposure !== 'none' && domain
      ? { hostname: `${preset.subdomain}.${domain}` }
      : {}),
    hasVolume: volume !== undefined,
    ...(volume ? { volume } : {}),
  };
}

/** A tree without an external gateway shows the app to its own network instead. */
function exposureOf(
  { exposure }: AppPreset,
  facts: Pick<FormFacts, 'gateways'> | undefined,
): AppPreset['exposure'] {
  const hasExternal = !facts || facts.gateways.external !== undefined;
  return exposure === 'external' && !hasExternal ? 'internal' : exposure;
}

/** Presets whose words hold everything that was typed, in the order they came. */
export function findPresets(
  presets: readonly AppPreset[],
  typed: string,
): readonly AppPreset[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return presets.filter(({ name, title, description, group, image }) => {
    const text = [name, title, description, group, image]
      .join(' ')
      .toLowerCase();
    return words.every(word => text.includes(word));
  });
}
