import { groupOfApiVersion } from '../read/groupOfApiVersion';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import type { TreeIndex } from '../types';
import { majority } from './majority';

const COMMENT = /^#\s*yaml-language-server:\s*\$schema=(\S+)\s*$/m;

/**
 * The schema address most files of a kind carry in their first lines; kinds that mostly carry none are left out.
 * `AppTemplate` stands for HelmReleases of that chart, which have a schema of their own.
 */
export function inspectSchemaComments(
  parsed: ParsedFiles,
  { objects, helmReleases }: TreeIndex,
): Record<string, string> {
  const addresses = new Map<string, string[]>();
  const kustomizations = [...parsed.files.keys()].filter(file =>
    /(^|\/)kustomization\.ya?ml$/.test(file),
  );
  const templates = new Set(
    helmReleases
      .filter(({ chart }) => chart?.name === 'app-template')
      .map(({ file }) => file),
  );
  const files = new Set([
    ...objects.map(({ file }) => file),
    ...kustomizations,
  ]);
  for (const file of files) {
    const kind = templates.has(file)
      ? 'AppTemplate'
      : kindOf(parsed.parse(file)?.documents[0]?.value);
    if (kind) {
      const head = (parsed.files.get(file) ?? '').split('\n', 4).join('\n');
      const address = COMMENT.exec(head)?.[1] ?? '';
      addresses.set(kind, [...(addresses.get(kind) ?? []), address]);
    }
  }
  return Object.fromEntries(
    [...addresses]
      .map(([kind, list]) => [kind, majority(list) ?? ''])
      .filter(([, address]) => address !== ''),
  );
}

function kindOf(value: unknown): string | undefined {
  const kind = textField(value, 'kind');
  const group = groupOfApiVersion(textField(value, 'apiVersion') ?? '');
  return kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io'
    ? 'FluxKustomization'
    : kind;
}
