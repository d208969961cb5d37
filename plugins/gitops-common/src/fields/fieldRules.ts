import { parseImageReference } from './ImageReference';
import { parseCron } from './cron';
import { parseQuantityBytes } from './quantity';
import { parseSshKey } from './sshKey';

/**
 * What is wrong with a value, as a sentence for the person who typed it;
 * undefined when nothing is.
 *
 * @public
 */
export type FieldRule = (value: string) => string | undefined;

/**
 * The fields that have a rule of their own.
 *
 * @public
 */
export type RuledField =
  | 'appName'
  | 'appReference'
  | 'namespace'
  | 'image'
  | 'port'
  | 'hostname'
  | 'size'
  | 'mountPath'
  | 'storageClass'
  | 'version'
  | 'nodeName'
  | 'address'
  | 'schedule'
  | 'sshKey';

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const MAX_LABEL = 63;
const MAX_HOST_NAME = 253;
/** Helm refuses longer release names, and charts append to them. */
const MAX_RELEASE_NAME = 53;
const MEBIBYTE = 1024 ** 2;

/** An RFC 1123 label: what Kubernetes takes as the name of a namespace or Service. */
function labelProblem(value: string, max: number): string | undefined {
  if (!value) {
    return 'Give it a name.';
  }
  if (value.length > max) {
    return `Use at most ${max} characters; these are ${value.length}.`;
  }
  return LABEL.test(value)
    ? undefined
    : 'Use small letters, digits and - only, and begin and end with a letter or digit.';
}

/**
 * The rules for single fields, by what the field holds. Rules that need the tree
 * (taken names, clashing hosts) are in `checkNewApp`.
 *
 * @public
 */
export const FIELD_RULES: Readonly<Record<RuledField, FieldRule>> =
  Object.freeze({
    appName: value => labelProblem(value, MAX_RELEASE_NAME),
    appReference: appReferenceProblem,
    namespace: value => labelProblem(value, MAX_LABEL),
    image: imageProblem,
    port: portProblem,
    hostname: hostnameProblem,
    size: sizeProblem,
    mountPath: mountPathProblem,
    storageClass: storageClassProblem,
    version: versionProblem,
    nodeName: value => labelProblem(value, MAX_LABEL),
    address: addressProblem,
    schedule: scheduleProblem,
    sshKey: sshKeyProblem,
  });

function imageProblem(value: string): string | undefined {
  if (!value) {
    return 'Name an image, such as ghcr.io/owner/app:1.2.3.';
  }
  const parsed = parseImageReference(value);
  if (!parsed.ok) {
    return `This is no image reference: ${parsed.reason}.`;
  }
  return parsed.image.tag
    ? undefined
    : 'Add a tag such as :1.2.3, so that every node runs the same version.';
}

function portProblem(value: string): string | undefined {
  const port = /^\d+$/.test(value) ? Number(value) : NaN;
  return port >= 1 && port <= 65_535
    ? undefined
    : 'A port is a whole number from 1 to 65535.';
}

function hostnameProblem(value: string): string | undefined {
  // Flux fills in variables when it applies; any one of them may be a domain.
  const text = value.replace(/\$\{[A-Za-z_][A-Za-z0-9_]*\}/g, 'variable');
  if (text.length > MAX_HOST_NAME) {
    return `A host name has at most ${MAX_HOST_NAME} characters.`;
  }
  const labels = text.split('.');
  const bad = labels.find(
    label => label.length > MAX_LABEL || !LABEL.test(label),
  );
  if (bad !== undefined) {
    return bad === ''
      ? 'A host name has a name before and after every dot.'
      : `'${bad}' in a host name may hold small letters, digits and - only.`;
  }
  return labels.length > 1 || text !== value
    ? undefined
    : 'Write the whole host name, with its domain.';
}

function sizeProblem(value: string): string | undefined {
  const bytes = parseQuantityBytes(value);
  if (bytes === undefined) {
    return 'Write a size such as 500Mi, 10Gi or 1Ti.';
  }
  return bytes >= MEBIBYTE ? undefined : 'A volume has at least 1Mi.';
}

function mountPathProblem(value: string): string | undefined {
  if (!value.startsWith('/') || value === '/') {
    return 'Write the absolute path in the container where the volume appears, such as /config.';
  }
  return /^[\w./@+-]+$/.test(value) && !value.split('/').includes('..')
    ? undefined
    : 'A path holds letters, digits and . _ - @ + / only, and no part is ..';
}

function storageClassProblem(value: string): string | undefined {
  const isName = value
    .split('.')
    .every(label => label.length <= MAX_LABEL && LABEL.test(label));
  return isName && value.length <= MAX_HOST_NAME
    ? undefined
    : 'The name of a storage class holds small letters, digits, - and . only.';
}

function appReferenceProblem(value: string): string | undefined {
  const parts = value.split('/');
  return parts.length === 2 && parts.every(part => LABEL.test(part))
    ? undefined
    : 'Name an app with its namespace, such as media/jellyfin.';
}

/** Tags as the OCI distribution specification has them, and versions with build metadata. */
function versionProblem(value: string): string | undefined {
  return /^\w[\w.+-]{0,127}(@sha256:[0-9a-f]{64})?$/.test(value)
    ? undefined
    : 'Write a tag such as 1.2.3, with @sha256:… and the digest behind it if you pin digests.';
}

function addressProblem(value: string): string | undefined {
  const parts = value.split('.');
  const isAddress =
    parts.length === 4 &&
    parts.every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isAddress ? undefined : 'Write an IPv4 address, such as 192.168.1.21.';
}

function scheduleProblem(value: string): string | undefined {
  const parsed = parseCron(value);
  return parsed.ok ? undefined : `This is no schedule: ${parsed.reason}.`;
}

function sshKeyProblem(value: string): string | undefined {
  const parsed = parseSshKey(value);
  return parsed.ok ? undefined : parsed.reason;
}
