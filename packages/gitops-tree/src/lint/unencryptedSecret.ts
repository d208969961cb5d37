import { isInside } from '../paths/isInside';
import { field } from '../read/field';
import { recordField } from '../read/recordField';
import { textField } from '../read/textField';
import type { Finding } from '../types';
import type { LintContext, LintRule } from './LintRule';

/** A Secret whose values anybody who can read the repository can read. Never says a value. */
export const unencryptedSecret: LintRule = {
  name: 'unencrypted-secret',
  check: context =>
    [...context.index.files.keys()]
      .filter(
        file => /\.ya?ml$/.test(file) && isInside(file, context.index.root),
      )
      .flatMap(file => checkFile(context, file)),
};

function checkFile(
  { parsed }: LintContext,
  file: string,
): Omit<Finding, 'rule'>[] {
  return (parsed.parse(file)?.documents ?? []).flatMap(
    ({ value, line, column }) => {
      const keys = clearKeys(value);
      return keys.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              file,
              line,
              column,
              message: `Secret ${
                textField(value, 'metadata', 'name') ?? ''
              } holds values in clear text: ${keys.join(', ')}`,
              mend: 'Encrypt the file with SOPS, or make an ExternalSecret of it; then change the values, because they are in the history.',
            },
          ];
    },
  );
}

function clearKeys(value: unknown): string[] {
  if (
    textField(value, 'kind') !== 'Secret' ||
    textField(value, 'apiVersion') !== 'v1' ||
    field(value, 'sops') !== undefined
  ) {
    return [];
  }
  const entries = [
    ...Object.entries(recordField(value, 'data')),
    ...Object.entries(recordField(value, 'stringData')),
  ];
  return entries.filter(([, text]) => isClear(text)).map(([key]) => key);
}

/** Encrypted values, variables, templates and references of secret tools give nothing away. */
function isClear(text: unknown): boolean {
  return (
    typeof text === 'string' &&
    text.trim() !== '' &&
    !/^ENC\[|\$\{|\{\{|^(op|vault|ref\+\w+):\/\/|^<[^>]+>$/.test(text.trim())
  );
}
