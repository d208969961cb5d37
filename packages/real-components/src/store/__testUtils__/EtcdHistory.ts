import type { RealEtcd } from '../../kubernetes/RealEtcd';
import { KINDS } from './population';

/** A change of an object, as etcd wrote it. */
export interface WrittenChange {
  readonly kind: string;
  readonly name: string;
  /** The revision of etcd, which is the object's resource version. */
  readonly version: number;
  readonly isDeletion: boolean;
}

/**
 * Every change of the churned kinds since it began, read from etcd itself: also what no
 * client was told of, deletions with their versions among it.
 */
export class EtcdHistory {
  readonly #etcd: RealEtcd;
  readonly #changes: WrittenChange[] = [];
  /** The last revision that was read. */
  #revision: number;

  private constructor(etcd: RealEtcd, revision: number) {
    this.#etcd = etcd;
    this.#revision = revision;
  }

  static async begin(etcd: RealEtcd): Promise<EtcdHistory> {
    return new EtcdHistory(etcd, await etcd.revision());
  }

  /** Everything until now, in its order. */
  async changes(): Promise<readonly WrittenChange[]> {
    for (const write of await this.#etcd.writesAfter(this.#revision)) {
      const object = objectOf(write.key);
      if (object) {
        const { revision: version, isDeletion } = write;
        this.#changes.push({ ...object, version, isDeletion });
      }
      this.#revision = write.revision;
    }
    return this.#changes;
  }

  /** Has etcd forget everything that was read. */
  async compact(): Promise<void> {
    await this.changes();
    await this.#etcd.compact(this.#revision);
  }
}

/** Kinds of a definition have their group in their keys, the others have not. */
const KEY = /^\/registry\/(?:[^/]+\/)?([^/]+)\/([^/]+\/[^/]+)$/;

function objectOf(key: string): { kind: string; name: string } | undefined {
  const [, plural, name] = KEY.exec(key) ?? [];
  const kind = KINDS.find(each => each.plural === plural)?.kind;
  return kind && name ? { kind, name } : undefined;
}
