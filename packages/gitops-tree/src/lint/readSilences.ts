import { isInside } from '../paths/isInside';
import type { Finding, TreeIndex } from '../types';
import { RULES } from './RULES';

/** `# homestage-lint-disable RULE: REASON`, on a line of its own or behind something. */
const SILENCE = /#[ \t]*homestage-lint-disable\b[ \t]*([^\r\n]*)/g;
const MARK = 'homestage-lint-disable';

/** Rules that reading and building have, beside {@link RULES}. */
const OF_READING = [
  'unreadable-file',
  'invalid-object',
  'patch-failed',
  'substitution-failed',
  'cycle',
  'unsupported',
  'remote-resource',
  'opaque-generator',
];

/** Which rules each file has silenced, and the comments that do not silence anything. */
export interface Silences {
  readonly has: (finding: Finding) => boolean;
  readonly faults: readonly Finding[];
}

/** Reads the comments by which files silence rules for themselves. One without a reason silences nothing. */
export function readSilences(index: TreeIndex): Silences {
  const silenced = new Map<string, Set<string>>();
  const faults: Finding[] = [];
  for (const [file, text] of index.files) {
    if (
      !text.includes(MARK) ||
      !/\.ya?ml$/.test(file) ||
      !isInside(file, index.root)
    ) {
      continue;
    }
    for (const match of text.matchAll(SILENCE)) {
      const [rule, ...rest] = match[1].split(':');
      const fault = faultOf(rule.trim(), rest.join(':').trim());
      if (fault) {
        faults.push({
          rule: 'invalid-silence',
          severity: 'warning',
          ...placeOf(file, text, match.index),
          ...fault,
        });
      } else {
        const known = silenced.get(file) ?? new Set();
        silenced.set(file, known.add(rule.trim()));
      }
    }
  }
  return {
    has: ({ file, rule }) => silenced.get(file)?.has(rule) ?? false,
    faults,
  };
}

function faultOf(
  rule: string,
  reason: string,
): Pick<Finding, 'message' | 'mend'> | undefined {
  const names = [...RULES.map(({ name }) => name), ...OF_READING];
  if (!names.includes(rule)) {
    return {
      message: `There is no rule ${rule === '' ? 'named here' : rule}`,
      mend: `Write # ${MARK} RULE: REASON with one of: ${names.join(', ')}.`,
    };
  }
  return reason === ''
    ? {
        message: `The rule ${rule} is silenced without a reason, and so it is not`,
        mend: `Write # ${MARK} ${rule}: and why it does not matter here.`,
      }
    : undefined;
}

function placeOf(file: string, text: string, offset: number) {
  const before = text.slice(0, offset);
  return {
    file,
    line: before.split('\n').length,
    column: offset - before.lastIndexOf('\n'),
  };
}
