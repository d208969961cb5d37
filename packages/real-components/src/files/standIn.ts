import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument, stringify } from 'yaml';

/**
 * Makes a rendered tree buildable where it is: on a machine without the internet,
 * before its secrets were made. Remote manifests and Helm charts are left out of
 * its kustomizations, and a Secret without values stands in for each encrypted
 * file that is named and not there yet.
 *
 * @param folder - a copy; its files are changed
 */
export function standInForTheOutside(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const file of files) {
    if (path.basename(file) === 'kustomization.yaml') {
      standInFor(path.join(folder, file));
    }
  }
}

function standInFor(file: string): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const { resources = [] } = document.toJS();
  const near = resources.filter((each: string) => !/^https?:/.test(each));
  document.delete('helmCharts');
  document.delete('helmGlobals');
  if (near.length < resources.length) {
    document.set('resources', near);
  }
  writeFileSync(file, document.toString());
  for (const resource of near) {
    const place = path.join(path.dirname(file), resource);
    if (/\.sops\.yaml$/.test(resource) && !existsSync(place)) {
      writeFileSync(place, stringify(standInSecret(place)));
    }
  }
}

function standInSecret(place: string) {
  const words = path.dirname(place).split(path.sep).slice(-2);
  const name = [...words, path.basename(place, '.sops.yaml')].join('-');
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name } };
}
