import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Somebody the forge knows. */
export interface ForgeUser {
  id: number;
  name: string;
}

/**
 * The tokens of the forge's users, each in a file of mode 0600 that outlives a
 * restart. Tokens are compared in constant time and never leave this class but
 * through {@link Tokens.of}.
 */
export class Tokens {
  readonly #users: ReadonlyArray<ForgeUser & { token: string }>;
  readonly #directory: string;

  private constructor(
    directory: string,
    users: ReadonlyArray<ForgeUser & { token: string }>,
  ) {
    this.#directory = directory;
    this.#users = users;
  }

  static async open(
    directory: string,
    names: readonly string[],
  ): Promise<Tokens> {
    const users = [];
    for (const [index, name] of names.entries()) {
      const token = await readOrMake(tokenFile(directory, name));
      users.push({ id: index + 1, name, token });
    }
    return new Tokens(directory, users);
  }

  /** The token of a user, and where it is kept. */
  of(name: string): { token: string; file: string } {
    const user = this.#users.find(known => known.name === name);
    if (!user) {
      throw new Error(`The forge knows no user ${name}`);
    }
    return { token: user.token, file: tokenFile(this.#directory, name) };
  }

  /**
   * Who sends the `Authorization` header: undefined without one, `refused` when
   * it names nobody. As Gitea, takes `token`, `Bearer`, and basic with the token
   * as password or as user name.
   */
  authenticate(header: string | undefined): ForgeUser | 'refused' | undefined {
    if (!header) {
      return undefined;
    }
    const [scheme, value = ''] = header.trim().split(/\s+/, 2);
    const candidates = candidatesOf(scheme.toLowerCase(), value);
    const user = this.#users.find(known =>
      candidates.some(candidate => isSame(candidate, known.token)),
    );
    return user ? { id: user.id, name: user.name } : 'refused';
  }
}

function candidatesOf(scheme: string, value: string): string[] {
  if (scheme === 'token' || scheme === 'bearer') {
    return [value];
  }
  if (scheme !== 'basic') {
    return [];
  }
  const text = Buffer.from(value, 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function tokenFile(directory: string, name: string): string {
  return join(directory, `token-${name}`);
}

async function readOrMake(file: string): Promise<string> {
  try {
    const token = (await readFile(file, 'utf8')).trim();
    await chmod(file, 0o600);
    if (token) {
      return token;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
  const token = randomBytes(20).toString('hex');
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  return token;
}
