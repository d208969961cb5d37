import { StoredObject } from '../../kubernetes/ObjectStore';
import { Controller, Lab } from '../runtime/Controller';
import { sha256 } from '../runtime/digest';
import { parseDuration } from '../runtime/parseDuration';
import { writeStatus } from '../runtime/writeStatus';
import { ArtifactCache } from './ArtifactCache';
import { readGitHead, readGitTree } from './readGitTree';
import { fetchFailedStatus, storedStatus } from './sourceStatus';

/** Where the lab finds the repositories that its sources name. @public */
export interface GitOrigins {
  /** The bare repository behind a GitRepository; undefined when the lab cannot reach it. */
  directoryOf(source: StoredObject): string | undefined;
}

const DEFAULT_INTERVAL_MS = 60_000;
/** Flux retries a failed fetch with a back-off; the lab keeps to its first step. */
const RETRY_MS = 10_000;
const COMPONENT = 'source-controller';

const branchOf = (source: StoredObject): string =>
  source.spec?.ref?.branch ?? 'master';

function unreachable(source: StoredObject): string {
  const { url = '' } = source.spec ?? {};
  const host = /^[a-z]+:\/\/([^/:]+)/.exec(url)?.[1] ?? url;
  return `failed to checkout and determine revision: unable to clone '${url}': dial tcp: lookup ${host}: no such host`;
}

const sizeOf = (files: ReadonlyMap<string, string>) =>
  [...files.values()].reduce((sum, text) => sum + text.length, 0);

/**
 * Fetches branches of the lab's forge, as source-controller does for a
 * GitRepository. What it fetched is in the artifact cache before the status says
 * so.
 * @public
 */
export class GitRepositoryController implements Controller {
  readonly name = COMPONENT;
  readonly group = 'source.toolkit.fluxcd.io';
  readonly kind = 'GitRepository';
  readonly #origins: GitOrigins;
  readonly #artifacts: ArtifactCache;

  constructor(options: { origins: GitOrigins; artifacts: ArtifactCache }) {
    this.#origins = options.origins;
    this.#artifacts = options.artifacts;
  }

  async reconcile(source: StoredObject, lab: Lab): Promise<number | undefined> {
    if (source.spec?.suspend || source.metadata.deletionTimestamp)
      return undefined;
    const directory = this.#origins.directoryOf(source);
    if (!directory) return this.#fail(source, lab, unreachable(source));
    const branch = branchOf(source);
    const head = await readGitHead(directory, branch);
    if (!head) {
      const message = `failed to checkout and determine revision: unable to clone '${source.spec?.url}': couldn't find remote ref "refs/heads/${branch}"`;
      return this.#fail(source, lab, message);
    }
    const revision = `${branch}@sha1:${head.commit}`;
    const tree =
      this.#artifacts.get(revision) ?? (await readGitTree(directory, head));
    this.#artifacts.put(revision, tree);
    this.#store(source, lab, {
      revision,
      subject: head.subject,
      size: sizeOf(tree.files),
    });
    return parseDuration(source.spec?.interval, DEFAULT_INTERVAL_MS);
  }

  #store(
    source: StoredObject,
    lab: Lab,
    fetched: { revision: string; subject: string; size: number },
  ): void {
    const { revision, subject, size } = fetched;
    const isNew = source.status?.artifact?.revision !== revision;
    const status = storedStatus(
      source,
      {
        artifact: { revision, digest: `sha256:${sha256(revision)}`, size },
        reason: 'Succeeded',
        message: `stored artifact for revision '${revision}'`,
      },
      lab.clock.now(),
    );
    writeStatus(lab.store, source, status);
    if (!isNew) return;
    lab.events.record(source, COMPONENT, {
      type: 'Normal',
      reason: 'NewArtifact',
      message: `stored artifact for commit '${subject}'`,
      annotations: { 'source.toolkit.fluxcd.io/revision': revision },
    });
  }

  #fail(source: StoredObject, lab: Lab, message: string): number {
    const failure = { reason: 'GitOperationFailed', message };
    writeStatus(
      lab.store,
      source,
      fetchFailedStatus(source, failure, lab.clock.now()),
    );
    lab.events.record(source, COMPONENT, { type: 'Warning', ...failure });
    return RETRY_MS;
  }
}
