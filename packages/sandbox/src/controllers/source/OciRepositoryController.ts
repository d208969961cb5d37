import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { parseDuration } from '../runtime/parseDuration';
import { writeStatus } from '../runtime/writeStatus';
import { ChartRegistry } from './ChartRegistry';
import { fetchFailedStatus, storedStatus } from './sourceStatus';

const COMPONENT = 'source-controller';
const DEFAULT_INTERVAL_MS = 600_000;
const RETRY_MS = 10_000;
/** A Helm chart of this kind is about this large; nobody relies on it. */
const CHART_SIZE_BYTES = 80_000;

/** Finds charts for OCIRepositories, as source-controller does. @public */
export class OciRepositoryController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'source.toolkit.fluxcd.io';
  readonly kind = 'OCIRepository';
  readonly #registry: ChartRegistry;

  constructor(options: { registry: ChartRegistry }) {
    this.#registry = options.registry;
  }

  reconcile(source: StoredObject, lab: Lab): number | undefined {
    if (source.spec?.suspend || source.metadata.deletionTimestamp)
      return undefined;
    const now = lab.clock.now();
    const found = this.#registry.lookUp(
      source.spec?.url ?? '',
      source.spec?.ref,
    );
    if (!found.isFound) {
      const failure = {
        reason: 'OCIArtifactPullFailed',
        message: found.message,
      };
      writeStatus(lab.store, source, fetchFailedStatus(source, failure, now));
      lab.events.record(source, COMPONENT, { type: 'Warning', ...failure });
      return RETRY_MS;
    }
    const revision = `${found.version}@${found.digest}`;
    const isNew = source.status?.artifact?.revision !== revision;
    const message = `stored artifact for digest '${revision}'`;
    const artifact = { revision, digest: found.digest, size: CHART_SIZE_BYTES };
    writeStatus(
      lab.store,
      source,
      storedStatus(source, { artifact, reason: 'Succeeded', message }, now),
    );
    if (isNew) {
      lab.events.record(source, COMPONENT, {
        type: 'Normal',
        reason: 'NewArtifact',
        message: `stored artifact with revision '${revision}' from '${source.spec.url}'`,
      });
    }
    return parseDuration(source.spec?.interval, DEFAULT_INTERVAL_MS);
  }
}
