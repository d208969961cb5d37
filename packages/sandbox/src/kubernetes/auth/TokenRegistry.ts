import { randomBytes } from 'node:crypto';
import { AUTHENTICATED_RULES, PolicyRule } from './PolicyRule';

/** Who makes a request. @public */
export interface ApiUser {
  name: string;
  groups: readonly string[];
  rules: readonly PolicyRule[];
}

/** 32 random bytes, as long as a bearer token need ever be. */
const TOKEN_BYTES = 32;

/**
 * Which bearer token is whose. A user has one token at a time; after `rotate` or
 * `revoke` the old one is refused, and what it had opened ends.
 * @public
 */
export class TokenRegistry {
  readonly #users = new Map<string, ApiUser>();
  readonly #tokens = new Map<string, string>();
  readonly #listeners = new Set<(token: string) => void>();

  /** Adds or replaces a user; the token is made when none is given. */
  add(
    name: string,
    options: {
      rules: readonly PolicyRule[];
      groups?: readonly string[];
      token?: string;
    },
  ): string {
    const token =
      options.token ?? randomBytes(TOKEN_BYTES).toString('base64url');
    this.#forget(name);
    this.#users.set(
      name,
      Object.freeze({
        name,
        groups: [...(options.groups ?? []), 'system:authenticated'],
        rules: [...options.rules, ...AUTHENTICATED_RULES],
      }),
    );
    this.#tokens.set(token, name);
    return token;
  }

  /** Gives the user another token; the old one ends at once. */
  rotate(name: string): string {
    if (!this.#users.has(name)) {
      throw new Error(
        `There is no user "${name}" to rotate the token of; add it first.`,
      );
    }
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#forget(name);
    this.#tokens.set(token, name);
    return token;
  }

  revoke(name: string): void {
    this.#forget(name);
    this.#users.delete(name);
  }

  userOf(token: string): ApiUser | undefined {
    return this.#users.get(this.#tokens.get(token) ?? '');
  }

  user(name: string): ApiUser | undefined {
    return this.#users.get(name);
  }

  /** Called with each token that stops being good. Returns its undo. */
  onRevoked(listener: (token: string) => void): () => void {
    const entry = (token: string) => listener(token);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  #forget(name: string): void {
    for (const [token, owner] of [...this.#tokens]) {
      if (owner === name) {
        this.#tokens.delete(token);
        this.#listeners.forEach(listener => listener(token));
      }
    }
  }
}
