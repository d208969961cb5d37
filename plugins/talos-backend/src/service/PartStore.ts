import type {
  TalosPartId,
  TalosPartSnapshot,
  TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import type {
  ResourceChange,
  TalosFailure,
} from '@homestage/backstage-plugin-talos-node';

type Parts = Partial<Record<TalosPartId, TalosPartSnapshot>>;

/**
 * What a machine said of each of its parts. Snapshots are immutable; a part that
 * fails keeps what it said last.
 */
export class PartStore {
  #parts: Parts = {};
  readonly #resources = new Map<TalosPartId, Map<string, TalosResource>>();

  get parts(): Readonly<Parts> {
    return this.#parts;
  }

  answer(id: TalosPartId, answer: unknown, asOf: string): void {
    this.#put(id, { status: 'live', asOf, answer });
  }

  list(
    id: TalosPartId,
    resources: readonly TalosResource[],
    asOf: string,
  ): void {
    this.#put(id, { status: 'live', asOf, resources: inOrder(resources) });
  }

  change(id: TalosPartId, change: ResourceChange, asOf: string): void {
    const resources = this.#resources.get(id) ?? new Map();
    this.#resources.set(id, resources);
    switch (change.kind) {
      case 'bootstrapped':
        resources.clear();
        for (const resource of change.resources) {
          resources.set(resource.id, resource);
        }
        break;
      case 'put':
        resources.set(change.resource.id, change.resource);
        break;
      case 'removed':
        resources.delete(change.id);
        break;
      default:
        change satisfies never;
    }
    this.#put(id, {
      status: 'live',
      asOf,
      resources: inOrder([...resources.values()]),
    });
  }

  fail(id: TalosPartId, failure: TalosFailure): void {
    const before = this.#parts[id];
    const wasRead = before?.asOf !== undefined;
    const isGone = failure.status === 'unreachable';
    this.#put(id, {
      ...before,
      status: isGone && wasRead ? 'stale' : failure.status,
      message: failure.message,
    });
  }

  /** The machine fell silent: nothing of it is current any more. */
  silence(message: string): void {
    for (const id of Object.keys(this.#parts) as TalosPartId[]) {
      const before = this.#parts[id];
      if (before?.status === 'live') {
        this.#put(id, { ...before, status: 'stale', message });
      }
    }
  }

  #put(id: TalosPartId, part: TalosPartSnapshot): void {
    this.#parts = { ...this.#parts, [id]: Object.freeze(part) };
  }
}

function inOrder(resources: readonly TalosResource[]): TalosResource[] {
  return [...resources].sort((a, b) =>
    a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
}
