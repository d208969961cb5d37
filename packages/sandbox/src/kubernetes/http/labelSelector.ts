import { ApiStatusError } from '../ApiStatusError';

type Labels = Record<string, string> | undefined;
type Requirement = (labels: Labels) => boolean;

const SET = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY = /^([^\s!=]+)\s*(==|=|!=)\s*([^\s=!]*)$/;
const EXISTS = /^(!?)\s*([A-Za-z0-9][-A-Za-z0-9_./]*)$/;

function unparsable(selector: string) {
  return ApiStatusError.badRequest(
    `unable to parse requirement: found '${selector}', expected: a key, then one of '=', '==', '!=', 'in', 'notin'`,
  );
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

function checkValues(key: string, values: readonly string[]): void {
  const at = values.findIndex(value => !LABEL_VALUE.test(value));
  if (at >= 0) {
    throw ApiStatusError.badRequest(
      `unable to parse requirement: values[${at}][${key}]: Invalid value: "${values[at]}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    );
  }
}

function requirement(text: string): Requirement {
  const set = SET.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    checkValues(key, values);
    return operator === 'in'
      ? labels => labels?.[key] !== undefined && values.includes(labels[key])
      : labels => labels?.[key] === undefined || !values.includes(labels[key]);
  }
  const equality = EQUALITY.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    checkValues(key, [value]);
    return operator === '!='
      ? labels => labels?.[key] !== value
      : labels => labels?.[key] === value;
  }
  const exists = EXISTS.exec(text);
  if (exists) {
    const [, not, key] = exists;
    return labels => (labels?.[key] !== undefined) === (not === '');
  }
  throw unparsable(text);
}

/** Cuts at the commas that are not inside the parentheses of a set. */
function split(selector: string): string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(Boolean);
}

/** A label selector as the API takes it, equality and sets; 400 when it cannot be read. */
export function labelSelector(selector: string): Requirement {
  const requirements = split(selector).map(requirement);
  return labels => requirements.every(holds => holds(labels));
}
