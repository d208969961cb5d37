import { stringify } from 'yaml';

/**
 * The text as a YAML scalar on one line: quoted where YAML would otherwise read
 * a number, a truth value, or its own signs.
 */
export function yamlScalar(text: string): string {
  return stringify(text, { lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
}
