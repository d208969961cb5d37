import { stringify } from 'yaml';
import { ChartDescription } from './ChartDescription';
import { describedObjects } from './publishedChart';

/**
 * Reads the manifests that lie behind an address, such as those of a release of
 * an operator that has no chart; undefined for an address nobody described.
 * @public
 */
export function publishedManifests(
  descriptions: readonly ChartDescription[],
): (address: string) => string | undefined {
  return address => {
    const description = descriptions.find(
      one => one.address && address.startsWith(one.address),
    );
    if (!description) return undefined;
    const { name, namespace = name, appVersion } = description;
    const version = /v?\d+\.\d+\.\d+[^/]*/.exec(address)?.[0] ?? appVersion;
    return describedObjects(description, {
      name,
      namespace,
      chartVersion: version.replace(/^v/, ''),
      values: {},
    })
      .map(object =>
        stringify({
          ...object,
          metadata: {
            ...(object.apiVersion === 'apps/v1' ? { namespace } : {}),
            ...object.metadata,
          },
        }),
      )
      .join('---\n');
  };
}
