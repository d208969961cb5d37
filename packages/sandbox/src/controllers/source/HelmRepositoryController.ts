import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { parseDuration } from '../runtime/parseDuration';
import { writeStatus } from '../runtime/writeStatus';
import { fetchFailedStatus, storedStatus } from './sourceStatus';

const COMPONENT = 'source-controller';
const DEFAULT_INTERVAL_MS = 3_600_000;
const RETRY_MS = 10_000;
const INDEX_SIZE_BYTES = 40_000;

/** Indexes of HelmRepositories. One of type `oci` never gets a status, as with the real one. @public */
export class HelmRepositoryController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'source.toolkit.fluxcd.io';
  readonly kind = 'HelmRepository';

  reconcile(source: StoredObject, lab: Lab): number | undefined {
    const { type, url = '', suspend, interval } = source.spec ?? {};
    if (suspend || type === 'oci' || source.metadata.deletionTimestamp)
      return undefined;
    const now = lab.clock.now();
    if (!/^https?:\/\//.test(url) || url.includes('does-not-exist')) {
      const message = `failed to fetch Helm repository index: Get "${url}/index.yaml": no such host`;
      const failure = { reason: 'Failed', message };
      writeStatus(lab.store, source, fetchFailedStatus(source, failure, now));
      lab.events.record(source, COMPONENT, { type: 'Warning', ...failure });
      return RETRY_MS;
    }
    const digest = `sha256:${sha256(url)}`;
    const stored = {
      artifact: { revision: digest, digest, size: INDEX_SIZE_BYTES },
      reason: 'Succeeded',
      message: `stored artifact: revision '${digest}'`,
    };
    writeStatus(lab.store, source, storedStatus(source, stored, now));
    return parseDuration(interval, DEFAULT_INTERVAL_MS);
  }
}
