import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { parseDuration } from '../runtime/parseDuration';
import { writeStatus } from '../runtime/writeStatus';
import { ChartRegistry } from './ChartRegistry';
import { fetchFailedStatus, storedStatus } from './sourceStatus';

const GROUP = 'source.toolkit.fluxcd.io';
const COMPONENT = 'source-controller';
const DEFAULT_INTERVAL_MS = 3_600_000;
const RETRY_MS = 5_000;
const CHART_SIZE_BYTES = 80_000;

/** Pulls the charts that HelmReleases with `spec.chart` ask for. @public */
export class HelmChartController implements Controller {
  readonly name = COMPONENT;
  readonly group = GROUP;
  readonly kind = 'HelmChart';
  readonly #registry: ChartRegistry;

  constructor(options: { registry: ChartRegistry }) {
    this.#registry = options.registry;
  }

  reconcile(chart: StoredObject, lab: Lab): number | undefined {
    if (chart.spec?.suspend || chart.metadata.deletionTimestamp)
      return undefined;
    const {
      chart: name = '',
      version = '*',
      sourceRef = {},
      interval,
    } = chart.spec ?? {};
    const now = lab.clock.now();
    const repository = lab.store.get({
      group: GROUP,
      kind: sourceRef.kind ?? 'HelmRepository',
      namespace: chart.metadata.namespace,
      name: sourceRef.name ?? '',
    });
    const fail = (reason: string, message: string) => {
      writeStatus(
        lab.store,
        chart,
        fetchFailedStatus(chart, { reason, message }, now),
      );
      lab.events.record(chart, COMPONENT, { type: 'Warning', reason, message });
      return RETRY_MS;
    };
    if (!repository) {
      return fail(
        'SourceUnavailable',
        `failed to get source: ${sourceRef.kind?.toLowerCase()}s.${GROUP} "${
          sourceRef.name
        }" not found`,
      );
    }
    const place = String(repository.spec?.url ?? '').replace(
      /^[a-z]+:\/\//,
      '',
    );
    const found = this.#registry.lookUp(
      `oci://${place.replace(/\/$/, '')}/${name}`,
      {
        semver: version,
      },
    );
    if (!found.isFound) {
      const message = `invalid chart reference: failed to get chart version for remote reference: no '${name}' chart with version matching '${version}' found`;
      return fail('InvalidChartReference', message);
    }
    const pulled = {
      artifact: {
        revision: found.version,
        digest: `sha256:${sha256(`${place}/${name}:${found.version}`)}`,
        size: CHART_SIZE_BYTES,
      },
      reason: 'ChartPullSucceeded',
      message: `pulled '${name}' chart with version '${found.version}'`,
    };
    const status = storedStatus(chart, pulled, now);
    writeStatus(lab.store, chart, { ...status, observedChartName: name });
    return parseDuration(interval, DEFAULT_INTERVAL_MS);
  }
}
