import { ResourceType, StoredObject } from '../ObjectStore';
import { builtinTypes } from './builtinTypes';
import { customType } from './customType';

/**
 * Which kinds are served now: the built-in ones and one for each
 * CustomResourceDefinition. Listeners are called after each change.
 */
export class TypeRegistry {
  readonly #types = new Map<string, ResourceType>();
  readonly #listeners = new Set<() => void>();
  #all: readonly ResourceType[] | undefined;

  constructor() {
    for (const type of builtinTypes) {
      this.#types.set(`${type.group}/${type.kind}`, type);
    }
  }

  all(): readonly ResourceType[] {
    this.#all ??= Object.freeze([...this.#types.values()]);
    return this.#all;
  }

  get(group: string, kind: string): ResourceType | undefined {
    return this.#types.get(`${group}/${kind}`);
  }

  /** Serves what the definition says now. */
  define(definition: StoredObject): void {
    const type = customType(definition);
    if (!type) {
      this.undefine(definition);
      return;
    }
    this.#types.set(`${type.group}/${type.kind}`, type);
    this.#changed();
  }

  undefine(definition: StoredObject): void {
    const { group, names } = definition.spec;
    this.#types.delete(`${group}/${names.kind}`);
    this.#changed();
  }

  watch(listener: () => void): () => void {
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  #changed(): void {
    this.#all = undefined;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }
}
