/**
 * A public SSH key, as one line of `authorized_keys` without options.
 *
 * @public
 */
export interface SshKey {
  /** Such as `ssh-ed25519`. */
  readonly type: string;
  /** What its owner wrote behind it, mostly who that is. */
  readonly comment?: string;
}

/** What sshd takes. */
const TYPES =
  /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d{3}|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)$/;

/** KubeVirt refuses longer inline user data; the key is nearly all of it. */
const MAX_LENGTH = 1000;

/**
 * Reads a public key as people copy it from a `.pub` file.
 *
 * @public
 */
export function parseSshKey(
  text: string,
):
  | { readonly ok: true; readonly key: SshKey }
  | { readonly ok: false; readonly reason: string } {
  if (/PRIVATE KEY/.test(text)) {
    return refused(
      'This is a private key, which nobody else may see. Paste the public one, from the file that ends with .pub.',
    );
  }
  const line = text.trim();
  if (line.length > MAX_LENGTH) {
    return refused(
      `Use a key of at most ${MAX_LENGTH} characters, such as one of type ed25519; these are ${line.length}.`,
    );
  }
  if (/[\r\n]/.test(line)) {
    return refused('Paste one key, which is one line.');
  }
  const [type, data = '', ...comment] = line.split(' ');
  return TYPES.test(type) && /^[A-Za-z0-9+/]+={0,2}$/.test(data)
    ? { ok: true, key: { type, comment: comment.join(' ') || undefined } }
    : refused(
        'This is no public SSH key; it begins with its type, such as ssh-ed25519, and is the one line of a file that ends with .pub.',
      );
}

function refused(reason: string): { readonly ok: false; reason: string } {
  return { ok: false, reason };
}
