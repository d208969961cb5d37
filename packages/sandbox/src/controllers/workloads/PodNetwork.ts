/** Of each node's 256 addresses the first is the node's own. */
const FIRST_HOST = 2;
const HOSTS = 250;

/**
 * Gives pods their addresses: 10.42.<node>.<host>, one /24 for each node, as the
 * nodes' `podCIDR` says.
 * @public
 */
export class PodNetwork {
  readonly #nodes: string[] = [];
  readonly #used = new Map<string, string>();
  #next = 0;

  /** The /24 of a node. */
  cidrOf(node: string): string {
    return `10.42.${this.#indexOf(node)}.0/24`;
  }

  /** The address of a pod (`namespace/name`); the same until it is released. */
  addressOf(pod: string, node: string): string {
    const known = this.#used.get(pod);
    if (known) return known;
    const taken = new Set(this.#used.values());
    for (let tried = 0; tried < HOSTS; tried += 1) {
      const host = FIRST_HOST + ((this.#next + tried) % HOSTS);
      const address = `10.42.${this.#indexOf(node)}.${host}`;
      if (taken.has(address)) continue;
      this.#next = (this.#next + tried + 1) % HOSTS;
      this.#used.set(pod, address);
      return address;
    }
    throw new Error(
      `Node ${node} has no free pod address; it can hold ${HOSTS} pods.`,
    );
  }

  release(pod: string): void {
    this.#used.delete(pod);
  }

  #indexOf(node: string): number {
    if (!this.#nodes.includes(node)) this.#nodes.push(node);
    return this.#nodes.indexOf(node);
  }
}
