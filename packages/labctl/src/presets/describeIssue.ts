import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/**
 * One issue of a schema as fields and sentences. An unknown key is reported at the
 * key itself, everything else at its value.
 */
export function describeIssue(
  issue: Issue,
): { path: PropertyKey[]; message: string; atKey: boolean }[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map(key => ({
        path: [...issue.path, key],
        message: 'is not a field here: leave it out, or mend its name',
        atKey: true,
      }));
    case 'invalid_type':
      return [{ path: issue.path, message: typeMessage(issue), atKey: false }];
    case 'invalid_value':
      return [
        {
          path: issue.path,
          message: `not a value of this field; write ${issue.values
            .map(String)
            .join(', ')}`,
          atKey: false,
        },
      ];
    default:
      return [{ path: issue.path, message: issue.message, atKey: false }];
  }
}

/** A message of the schema's own goes before ours, but not for what is missing. */
function typeMessage(issue: z.core.$ZodIssueInvalidType): string {
  const expected = WORDS[issue.expected] ?? issue.expected;
  if (issue.input === undefined) {
    return `missing; write ${expected}`;
  }
  return issue.message.startsWith('Invalid input')
    ? `not ${expected}`
    : issue.message;
}

/** `volumes[0].path` of a path. */
export function fieldOf(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) =>
      typeof part === 'number'
        ? `[${part}]`
        : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}
