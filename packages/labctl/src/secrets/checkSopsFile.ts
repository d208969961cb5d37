import { isMap, LineCounter, parseAllDocuments } from 'yaml';
import type { Document } from 'yaml';
import type { LabProblem } from '../read/LabProblem';
import { readSopsSection } from './readSopsSection';
import type { SopsSection } from './readSopsSection';
import { isCovered, SECRET_ENCRYPTED_REGEX } from './SopsRule';
import { isEncryptedValue } from './valueCipher';
import { listLeaves, SOPS_KEY } from './walkSops';

/** Files that only SOPS may write; `.sops.yaml` itself, its configuration, is none. */
export const SOPS_FILE = /[^/]\.sops\.(ya?ml|json|env|ini)$/;

/**
 * What is wrong with a `*.sops.*` file as it lies in the tree: values in clear,
 * a missing section, recipients that could not open it. Nothing is decrypted, and
 * no message holds a value.
 *
 * @public
 */
export function checkSopsFile(
  file: { readonly path: string; readonly text: string },
  recipients: readonly string[],
): LabProblem[] {
  if (!/\.ya?ml$/.test(file.path)) {
    return /ENC\[AES256_GCM,/.test(file.text) ? [] : [inClear(file.path)];
  }
  const lines = new LineCounter();
  const parsed = parseAllDocuments(file.text, {
    lineCounter: lines,
    prettyErrors: false,
  });
  const documents: Document[] = Array.isArray(parsed) ? parsed : [];
  if (
    documents.some(
      ({ contents, errors }) => errors.length > 0 || !isMap(contents),
    )
  ) {
    return [
      problem(file.path, 'unreadable-secret', 'not valid YAML; make it again'),
    ];
  }
  if (documents.length === 0 || !documents.every(each => each.has(SOPS_KEY))) {
    return [inClear(file.path)];
  }
  const section = readSection(file.text);
  return section
    ? [
        ...listClearValues(documents, { path: file.path, lines, section }),
        ...checkRecipients(section, { path: file.path, recipients }),
      ]
    : [
        problem(
          file.path,
          'unreadable-secret',
          'its sops section is not whole; make the file again',
        ),
      ];
}

function* listClearValues(
  documents: readonly Document[],
  options: { path: string; lines: LineCounter; section: SopsSection },
): Generator<LabProblem> {
  const { path, lines, section } = options;
  for (const document of documents) {
    const wanted =
      document.get('kind') === 'Secret'
        ? SECRET_ENCRYPTED_REGEX
        : section.encryptedRegex;
    for (const { value, scalar, keys } of listLeaves(document)) {
      if (isCovered(keys, wanted) && value !== '' && !isEncryptedValue(value)) {
        const { line, col } = lines.linePos(scalar.range?.[0] ?? 0);
        yield {
          ...problem(
            path,
            'unencrypted-secret',
            'is in clear in an encrypted file; run `sops --encrypt --in-place`, and change the value: it is in the history',
          ),
          line,
          column: col,
          field: keys.join('.'),
        };
      }
    }
  }
}

function* checkRecipients(
  section: SopsSection,
  options: { path: string; recipients: readonly string[] },
): Generator<LabProblem> {
  const actual = section.age.map(({ recipient }) => recipient);
  const missing = options.recipients.filter(wanted => !actual.includes(wanted));
  if (missing.length > 0) {
    yield problem(
      options.path,
      'missing-recipient',
      `cannot be opened with the key of ${missing
        .map(recipient => `${recipient.slice(0, 16)}...`)
        .join(', ')}; run \`sops updatekeys ${options.path}\``,
    );
  }
}

function readSection(text: string) {
  try {
    return readSopsSection(text);
  } catch {
    // The caller says so.
    return undefined;
  }
}

function inClear(path: string): LabProblem {
  return problem(
    path,
    'unencrypted-secret',
    `is not encrypted; run \`sops --encrypt --in-place ${path}\`, and if it was ever pushed, change what is in it`,
  );
}

function problem(path: string, rule: string, message: string): LabProblem {
  return {
    file: path,
    line: 1,
    column: 1,
    rule,
    severity: 'error',
    field: '',
    message,
  };
}
