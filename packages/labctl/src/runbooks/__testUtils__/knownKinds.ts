import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitionsFolder, runTool } from '@homestage/real-components';
import { parse } from 'yaml';

/** Kinds of operators whose definitions cannot be had: nothing to compare with. */
const UNDEFINED_GROUPS =
  /\.(?:kopiur\.home-operations\.com|tuppr\.home-operations\.com|longhorn\.io)$/;

/** What kubectl's words for kinds may be, as in `kubectl get <kinds>`. */
export async function readKnownKinds(): Promise<(word: string) => boolean> {
  const words = new Set<string>(['all']);
  const yaml = definitionsFolder('yaml');
  for (const file of readdirSync(yaml)) {
    const { group, names } = parse(readFileSync(join(yaml, file), 'utf8')).spec;
    for (const name of [
      names.plural,
      names.singular ?? names.kind.toLowerCase(),
      ...(names.shortNames ?? []),
    ]) {
      words.add(name).add(`${name}.${group}`);
    }
  }
  const schemas = definitionsFolder('schemas');
  for (const folder of readdirSync(schemas, { withFileTypes: true })) {
    for (const file of folder.isDirectory()
      ? readdirSync(join(schemas, folder.name))
      : []) {
      const singular = file.split('_')[0];
      words.add(singular).add(pluralOf(singular));
    }
  }
  return word => words.has(word) || UNDEFINED_GROUPS.test(word);
}

/** English as far as the names of Kubernetes go. */
function pluralOf(singular: string): string {
  if (/(?:s|x|ch)$/.test(singular)) {
    return singular.endsWith('endpoints') ? singular : `${singular}es`;
  }
  return /[^aeiou]y$/.test(singular)
    ? `${singular.slice(0, -1)}ies`
    : `${singular}s`;
}

const VERBS = ['get', 'describe', 'delete', 'wait', 'patch', 'annotate'];

/**
 * The kinds that a kubectl command names: the first word behind its verb, and
 * what stands before a slash.
 */
export function kindsOf([tool, ...words]: readonly string[]): string[] {
  const verb = words.findIndex(word => VERBS.includes(word));
  if (tool !== 'kubectl' || verb < 0) {
    return [];
  }
  const first = words[verb + 1];
  return first === undefined || first.startsWith('-')
    ? []
    : first.split(',').map(word => word.split('/')[0]);
}

/** The version that a program says it has, without the v. */
export async function versionOf(tool: string): Promise<string | undefined> {
  const args: Readonly<Record<string, readonly string[]>> = {
    talosctl: ['version', '--client', '--short'],
    kubectl: ['version', '--client'],
    virtctl: ['version', '--client'],
    helm: ['version', '--short'],
    kustomize: ['version'],
    sops: ['--version', '--disable-version-check'],
  };
  const text = await runTool(tool, args[tool] ?? ['--version']);
  return /v?(\d+\.\d+\.\d+)/.exec(text)?.[1];
}
