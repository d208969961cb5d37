import { stringify } from 'yaml';

/**
 * One value as it stands behind a key in a YAML file: quoted where it would be read
 * as something else, also by readers of YAML 1.1 such as Helm. Text of several lines
 * becomes one quoted line.
 */
export function yamlText(value: string | number | boolean): string {
  if (typeof value === 'string' && /[\n\r]/.test(value)) {
    return JSON.stringify(value);
  }
  return stringify(value, { lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
}
