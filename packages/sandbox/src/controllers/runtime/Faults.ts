import type { TalosFault } from '../../talos/TalosFault';

/**
 * What is broken in the lab. Scenarios and tests switch it; the controllers that
 * stand for hardware and registries obey.
 *
 * Listeners are told after every change, within the call that made it.
 * @public
 */
export class Faults {
  readonly #nodesWithoutPower = new Set<string>();
  readonly #absentMachines = new Set<string>();
  readonly #missingImages = new Set<string>();
  readonly #crashingImages = new Set<string>();
  readonly #talosFaults = new Map<string, Set<TalosFault>>();
  readonly #listeners = new Set<() => void>();

  /** Cuts or gives back a machine's power. */
  setPower(node: string, hasPower: boolean): void {
    this.#toggle(this.#nodesWithoutPower, node, !hasPower);
  }

  hasPower(node: string): boolean {
    return !this.#nodesWithoutPower.has(node) && !this.isAbsent(node);
  }

  /** Takes machines out of the lab, as if it never had them. */
  setAbsent(machines: readonly string[]): void {
    for (const name of machines) this.#absentMachines.add(name);
    this.#tell();
  }

  isAbsent(machine: string): boolean {
    return this.#absentMachines.has(machine);
  }

  /** `image` is a part of image references, such as `echo:42`. */
  setImageMissing(image: string, isMissing: boolean): void {
    this.#toggle(this.#missingImages, image, isMissing);
  }

  /** An image that says of itself that it does not exist never does. */
  isImageMissing(reference: string): boolean {
    return (
      reference.includes('does-not-exist') ||
      [...this.#missingImages].some(part => reference.includes(part))
    );
  }

  /** `image` is a part of image references. */
  setImageCrashing(image: string, isCrashing: boolean): void {
    this.#toggle(this.#crashingImages, image, isCrashing);
  }

  isImageCrashing(reference: string): boolean {
    return [...this.#crashingImages].some(part => reference.includes(part));
  }

  /** Something of the Talos of one machine. */
  setTalosFault(node: string, fault: TalosFault, isThere: boolean): void {
    const faults = this.#talosFaults.get(node) ?? new Set<TalosFault>();
    this.#talosFaults.set(node, faults);
    this.#toggle(faults, fault, isThere);
  }

  talosFaultsOf(node: string): ReadonlySet<TalosFault> {
    return this.#talosFaults.get(node) ?? new Set();
  }

  /** Mends everything. */
  clear(): void {
    this.#nodesWithoutPower.clear();
    this.#absentMachines.clear();
    this.#missingImages.clear();
    this.#crashingImages.clear();
    this.#talosFaults.clear();
    this.#tell();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #toggle<T extends string>(set: Set<T>, value: T, isIn: boolean): void {
    if (isIn) set.add(value);
    else set.delete(value);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
