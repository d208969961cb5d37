import { sha256 } from '../runtime/digest';

/** What a chart reference comes to. @public */
export type ChartLookup =
  | { isFound: true; chart: string; version: string; digest: string }
  | { isFound: false; message: string };

/** Newest minor release per major that the lab knows of app-template. */
const APP_TEMPLATE_VERSIONS = ['5.1.0', '4.6.2', '3.7.3'];
const SEMVER = /^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/;

function isKnownVersion(chart: string, version: string): boolean {
  if (!SEMVER.test(version)) return false;
  if (chart !== 'app-template') return true;
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return APP_TEMPLATE_VERSIONS.some(known => {
    const [newestMajor, newestMinor] = known.split('.').map(Number);
    return major === newestMajor && minor <= newestMinor;
  });
}

function newestIn(chart: string, range: string): string | undefined {
  if (chart !== 'app-template')
    return /\d+\.\d+\.\d+/.exec(range)?.[0] ?? '1.0.0';
  const major = /\d+/.exec(range)?.[0];
  return APP_TEMPLATE_VERSIONS.find(
    known => !major || known.startsWith(`${major}.`),
  );
}

/**
 * The chart registries that the lab's sources reach. Nothing is fetched: it
 * knows the charts its own tree uses, in every version these had, and answers
 * for others as a registry without them would. Told to trust every chart, which
 * is for trees of other people, it finds whatever they name.
 *
 * Digests are made from the reference, so the same version has the same digest.
 * @public
 */
export class ChartRegistry {
  readonly #trustsEveryChart: boolean;
  readonly #known: readonly string[];

  constructor(options: {
    charts: readonly string[];
    trustsEveryChart?: boolean;
  }) {
    this.#known = options.charts;
    this.#trustsEveryChart = options.trustsEveryChart ?? false;
  }

  /** `url` begins with `oci://`; `ref` as an OCIRepository has it. */
  lookUp(
    url: string,
    ref: { tag?: string; semver?: string; digest?: string } = {},
  ): ChartLookup {
    const chart = url.split('/').at(-1) ?? '';
    const version = ref.semver
      ? newestIn(chart, ref.semver)
      : ref.tag ?? 'latest';
    const place = url.replace(/^oci:\/\//, '');
    const slash = place.indexOf('/');
    const isKnown =
      this.#trusts(url, chart) &&
      version !== undefined &&
      (ref.digest !== undefined ||
        isKnownVersion(chart, version) ||
        this.#trustsEveryChart);
    if (!isKnown) {
      const [host, path] = [place.slice(0, slash), place.slice(slash + 1)];
      return {
        isFound: false,
        message: `failed to determine artifact digest: GET https://${host}/v2/${path}/manifests/${version}: MANIFEST_UNKNOWN: manifest unknown`,
      };
    }
    const digest = ref.digest ?? `sha256:${sha256(`${url}:${version}`)}`;
    return { isFound: true, chart, version, digest };
  }

  #trusts(url: string, chart: string): boolean {
    if (url.includes('does-not-exist') || !/^oci:\/\/[^/]+\/.+/.test(url))
      return false;
    return this.#trustsEveryChart || this.#known.includes(chart);
  }
}
