import { randomUUID } from 'node:crypto';
import { ApiStatusError } from '../ApiStatusError';
import { StoredObject } from '../ObjectStore';

interface Snapshot {
  objects: readonly StoredObject[];
  revision: number;
  takenAt: number;
}

/** As long as etcd keeps a revision for those who page. */
const KEPT_MS = 5 * 60 * 1000;
const MAX_SNAPSHOTS = 100;

/**
 * Lists that are being read page by page. Every page is of the same moment; after
 * five minutes, or when too many others came after, the token is expired.
 */
export class ListSnapshots {
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #now: () => number;

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  /** A token for the rest of the list after `next` objects. */
  keep(list: {
    objects: readonly StoredObject[];
    revision: number;
    next: number;
  }): string {
    const id = randomUUID();
    const { objects, revision, next } = list;
    this.#snapshots.set(id, { objects, revision, takenAt: this.#now() });
    const [oldest] = this.#snapshots.keys();
    if (this.#snapshots.size > MAX_SNAPSHOTS) {
      this.#snapshots.delete(oldest);
    }
    return this.#token(id, next);
  }

  /** The token of the page after. */
  advance(token: string, next: number): string {
    return this.#token(this.#read(token).id, next);
  }

  open(token: string): {
    objects: readonly StoredObject[];
    revision: number;
    next: number;
  } {
    const { id, next } = this.#read(token);
    const snapshot = this.#snapshots.get(id);
    if (!snapshot || this.#now() - snapshot.takenAt > KEPT_MS) {
      this.#snapshots.delete(id);
      throw ApiStatusError.expired(
        'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
      );
    }
    return { objects: snapshot.objects, revision: snapshot.revision, next };
  }

  /** Makes every token that is out expired. */
  forget(): void {
    this.#snapshots.clear();
  }

  #token(id: string, next: number): string {
    return Buffer.from(`${id}:${next}`).toString('base64url');
  }

  #read(token: string): { id: string; next: number } {
    const [id, next] = Buffer.from(token, 'base64url').toString().split(':');
    if (!/^\d+$/.test(next ?? '')) {
      throw ApiStatusError.badRequest('continue key is not valid');
    }
    return { id, next: Number(next) };
  }
}
