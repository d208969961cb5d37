import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { renderLab } from '../render/renderLab';
import { createAgeKey, identityOf } from '../secrets/createAgeKey';
import { decryptSops } from '../secrets/decryptSops';
import { encryptSops } from '../secrets/encryptSops';
import { fillShape } from '../secrets/secretShape';
import { SECRET_ENCRYPTED_REGEX } from '../secrets/SopsRule';
import type { Command, CommandCall, CommandResult } from './Command';
import { attempt, CommandFailure } from './CommandFailure';
import { isIgnoredByGit } from './files/isIgnoredByGit';
import { shownPath } from './files/shownPath';
import { writeFiles } from './files/writeFiles';
import type { FileToWrite } from './files/writeFiles';
import { addRecipient } from './lab/addRecipient';
import { DEFINITIONS_FLAG, openLab } from './lab/openLab';
import type { OpenLab } from './lab/openLab';
import { countOf, problemsResult } from './lab/problemsResult';
import { askForValues, knownValues } from './lab/secretValues';

/** The private half; `.gitignore` of every rendered lab names it. */
const KEY_FILE = 'age.key';

/** `infra secrets`: the key, and every SOPS file of the tree that is not there yet. */
export const secretsCommand: Command = {
  name: 'secrets',
  summary: 'Make the age key, and encrypt the secrets that the tree lacks',
  flags: {
    ...DEFINITIONS_FLAG,
    output: {
      value: 'FOLDER',
      help: 'where the tree is (default: beside the inputs)',
    },
    from: {
      value: 'FILE',
      help: 'YAML of NAME: value (default: environment, then asked)',
    },
    classic: {
      help: 'make an X25519 key, for age before 1.3 (default: post-quantum)',
    },
    'key-only': { help: 'make the key and nothing else' },
  },
  run: async call => {
    const lab = openLab(call);
    if (!lab.verdict.lab) {
      return problemsResult(lab.verdict.problems);
    }
    if (!lab.verdict.lab.computed.uses_sops) {
      return {
        isOk: true,
        text: 'secrets.provider is external-secrets: nothing is encrypted here\n',
        json: { written: [] },
      };
    }
    return makeSecrets(call, lab);
  },
};

/** What a run has made so far. */
interface Made {
  readonly files: Map<string, FileToWrite | string>;
  readonly lines: string[];
}

async function makeSecrets(
  call: CommandCall,
  lab: OpenLab,
): Promise<CommandResult> {
  const output = call.flags.get('output');
  const folder =
    typeof output === 'string'
      ? resolve(call.terminal.cwd, output)
      : lab.folder;
  const made: Made = { files: new Map(), lines: [] };
  const { recipients, identity } = await prepareKey(call, lab, made);
  const secrets = call.flags.has('key-only')
    ? new Map<string, string>()
    : await encryptMissing(call, { lab, folder, recipients, identity });
  if (folder === lab.folder) {
    writeFiles(folder, new Map([...made.files, ...secrets]));
  } else {
    writeFiles(lab.folder, made.files);
    writeFiles(folder, secrets);
  }
  const written = [...made.files.keys(), ...secrets.keys()];
  return {
    isOk: true,
    text: [
      ...made.lines,
      ...[...secrets.keys()].map(
        path => `wrote ${shownPath(join(folder, path), call.terminal.cwd)}`,
      ),
      ...(call.flags.has('key-only')
        ? []
        : [summaryOf(secrets.size, recipients.length)]),
    ]
      .map(line => `${line}\n`)
      .join(''),
    json: { folder, written, recipients },
  };
}

function summaryOf(secrets: number, recipients: number): string {
  return secrets === 0
    ? 'no secret is missing'
    : `${countOf(secrets, 'secret')} encrypted to ${countOf(
        recipients,
        'key',
      )}`;
}

/** The key file is made once and never touched again. */
async function prepareKey(
  call: CommandCall,
  { folder, source, inputFiles, verdict }: OpenLab,
  made: Made,
): Promise<{ recipients: readonly string[]; identity: string | undefined }> {
  const recipients = verdict.lab?.cluster.secrets.age_recipients ?? [];
  const path = join(folder, KEY_FILE);
  const shown = shownPath(path, call.terminal.cwd);
  if (existsSync(path)) {
    const identity = identityOf(readFileSync(path, 'utf8'));
    if (!identity) {
      throw new CommandFailure(
        `${shown} holds no age key; move it away, and nothing is overwritten`,
      );
    }
    made.lines.push(`${shown} is there and stays as it is`);
    if (recipients.length === 0) {
      throw new CommandFailure(
        `${shown} is there, and secrets.age_recipients is empty; write its public key there (\`age-keygen -y ${shown}\`)`,
      );
    }
    return { recipients, identity };
  }
  if (recipients.length > 0) {
    // Others hold the keys; encrypting needs the public halves only.
    made.lines.push(
      `${shown} is not here; encrypting to the ${countOf(
        recipients.length,
        'recipient',
      )} of secrets.age_recipients`,
    );
    return { recipients, identity: undefined };
  }
  call.progress.step('making a key');
  const key = await createAgeKey({
    isClassic: call.flags.has('classic'),
    now: call.terminal.now(),
  });
  const [clusterFile] = inputFiles;
  const text = addRecipient(
    readFileSync(join(folder, clusterFile), 'utf8'),
    key.recipient,
    { form: source.form, place: source },
  );
  made.files.set(KEY_FILE, { text: key.text, mode: 0o600 });
  made.files.set(clusterFile, text);
  made.lines.push(
    `made ${shown}, and wrote its public half into ${clusterFile}`,
    'Keep that file safe, outside of Git and outside of the cluster: without it',
    'no secret of this tree can be read again. A password manager is a good place.',
    ...(isIgnoredByGit(path)
      ? []
      : [`Git does not ignore ${shown} yet: add ${KEY_FILE} to .gitignore`]),
  );
  return { recipients: [key.recipient], identity: identityOf(key.text) };
}

async function encryptMissing(
  call: CommandCall,
  options: {
    lab: OpenLab;
    folder: string;
    recipients: readonly string[];
    identity: string | undefined;
  },
): Promise<Map<string, string>> {
  const { lab, folder, identity } = options;
  const { templates, presets, verdict } = lab;
  if (!verdict.lab) {
    return new Map();
  }
  const resolved = verdict.lab;
  call.progress.step('looking for secrets that are missing');
  const { secretShapes } = attempt(() =>
    renderLab({ lab: resolved, templates, presets }),
  );
  const missing = [...secretShapes].filter(
    ([path]) => !existsSync(join(folder, path)),
  );
  const values = await knownValues(call, lab, {
    shapes: secretShapes,
    folder,
    identity,
  });
  await askForValues(call, { missing, values });
  call.progress.step('encrypting');
  const encrypted = new Map<string, string>();
  for (const [path, shape] of missing) {
    encrypted.set(
      path,
      await encryptShape(shape, {
        ...options,
        path,
        values,
        now: call.terminal.now(),
      }),
    );
  }
  return encrypted;
}

async function encryptShape(
  shape: string,
  options: {
    path: string;
    values: ReadonlyMap<string, string>;
    recipients: readonly string[];
    identity: string | undefined;
    now: Date;
  },
): Promise<string> {
  const { path, values, recipients, identity, now } = options;
  try {
    const text = await encryptSops(fillShape(shape, values), {
      recipients,
      encryptedRegex: SECRET_ENCRYPTED_REGEX,
      macOnlyEncrypted: true,
      now,
    });
    if (identity && recipients.length === 1) {
      // What could not be read again must not be the only copy.
      await decryptSops(text, identity);
    }
    return text;
  } catch (error) {
    throw new CommandFailure(
      `nothing was written: ${path}: ${
        error instanceof Error ? error.message : 'cannot be encrypted'
      }`,
      { cause: error },
    );
  }
}
