import type { ScalarTag, Tags } from 'yaml';

/** `0755` is 493 for kustomize and for everything that applies manifests, though YAML 1.2 reads 755. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: text => {
    const value = Number.parseInt(text.replace(/^[-+]/, ''), 8);
    return text.startsWith('-') ? -value : value;
  },
};

/** What Kubernetes' tools read otherwise than YAML 1.2 does; for `customTags`. */
export const KUBERNETES_TAGS = (tags: Tags): Tags => [octal, ...tags];
