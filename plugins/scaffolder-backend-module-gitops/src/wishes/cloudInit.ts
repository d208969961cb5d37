import { InputError } from '@backstage/errors';
import { parse } from 'yaml';

/** KubeVirt's webhook refuses longer user data that is written into the machine. */
const MAX_BYTES = 2048;

/** Keys of a cloud-config under which a password stands, in clear or hashed. */
const PASSWORDS = new Set([
  'chpasswd',
  'hashed_passwd',
  'passwd',
  'password',
  'plain_text_passwd',
]);

/** What a machine is told when it starts first. */
export interface CloudInit {
  /** A public key that may sign in as the user of the image. */
  readonly sshKey?: string;
  /** More of a cloud-config, as its writer has it. */
  readonly cloudInit?: string;
}

/**
 * The user data of a machine: a cloud-config; undefined when there is nothing to
 * tell. What is written here is in Git for all to read, so that passwords are
 * refused. Throws InputError naming the field.
 */
export function userDataOf({
  sshKey,
  cloudInit = '',
}: CloudInit): string | undefined {
  const own = cloudInit.replace(/^#cloud-config[ \t]*\r?\n?/, '').trim();
  if (own) {
    assertCloudConfig(own, sshKey);
  }
  const lines = [
    ...(sshKey ? ['ssh_authorized_keys:', `  - ${sshKey}`] : []),
    ...(own ? own.split(/\r?\n/) : []),
  ].map(line => line.trimEnd());
  if (lines.length === 0) {
    return undefined;
  }
  const text = ['#cloud-config', ...lines].join('\n');
  const bytes = Buffer.byteLength(text) + 1;
  if (bytes > MAX_BYTES) {
    throw new InputError(
      `cloudInit: with the SSH key these are ${bytes} bytes, and KubeVirt takes ${MAX_BYTES}. Do the rest from inside of the machine.`,
    );
  }
  return text;
}

function assertCloudConfig(text: string, sshKey: string | undefined): void {
  const config = parseYaml(text);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new InputError(
      'cloudInit: write keys and their values, such as packages: [qemu-guest-agent].',
    );
  }
  if (/\$\{/.test(text)) {
    throw new InputError(
      'cloudInit: Flux would fill in what stands in ${ }. Write $NAME, without the braces.',
    );
  }
  const password = findPassword(config);
  if (password) {
    throw new InputError(
      `cloudInit: ${password} would stand in Git for all to read. Sign in by the SSH key instead.`,
    );
  }
  if (sshKey && 'ssh_authorized_keys' in config) {
    throw new InputError(
      'cloudInit: ssh_authorized_keys is written by the field SSH key. Name all keys here, or that one there.',
    );
  }
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    // The cause says no more, and would be said after it again.
    throw new InputError(`cloudInit: this is no YAML: ${reason}`);
  }
}

/** The first key, at any depth, under which a password stands. */
function findPassword(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = PASSWORDS.has(key) ? key : findPassword(inner);
    if (found) {
      return found;
    }
  }
  return undefined;
}
