import { directoryOf } from '../paths/directoryOf';
import { field } from '../read/field';
import { isRecord } from '../read/isRecord';
import { listField } from '../read/listField';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import { textList } from '../read/textList';
import { textRecord } from '../read/textRecord';
import type { KustomizeImage } from '../types';
import { BuildError } from './BuildError';
import type { KustomizationFile, LabelEntry } from './KustomizationFile';
import { readGeneratorEntries } from './readGeneratorEntries';
import { readPatchEntries } from './readPatchEntries';

/**
 * Reads a kustomization file with its deprecated spellings turned into today's.
 * With `hasCharts` the Helm charts it inflates are passed over. @throws BuildError
 */
export function readKustomizationFile(
  files: ParsedFiles,
  path: string,
  { hasCharts = false }: { hasCharts?: boolean } = {},
): KustomizationFile {
  const value = readValue(files, path);
  if (!hasCharts && listField(value, 'helmCharts').length > 0) {
    throw new BuildError(
      'unsupported',
      `${path} inflates Helm charts, which neither Flux nor this build does`,
      { file: path },
    );
  }
  return {
    file: path,
    directory: directoryOf(path),
    isComponent: textField(value, 'kind') === 'Component',
    resources: [...textList(value, 'resources'), ...textList(value, 'bases')],
    components: textList(value, 'components'),
    namespace: textField(value, 'namespace'),
    namePrefix: textField(value, 'namePrefix') ?? '',
    nameSuffix: textField(value, 'nameSuffix') ?? '',
    patches: readPatchEntries(value, path),
    labels: readLabels(value),
    commonAnnotations: textRecord(value, 'commonAnnotations'),
    images: readImages(value),
    replicas: readReplicas(value),
    generators: readGeneratorEntries(value),
    replacements: listField(value, 'replacements'),
    configurations: textList(value, 'configurations'),
  };
}

function readValue(files: ParsedFiles, path: string): unknown {
  const parsed = files.parse(path);
  if (parsed?.problem) {
    const { line, column, message } = parsed.problem;
    throw new BuildError(
      'unreadable-file',
      `${path}:${line}:${column}: ${message}`,
      { file: path, line, column },
    );
  }
  const documents = parsed?.documents ?? [];
  if (documents.length !== 1 || !isRecord(documents[0].value)) {
    throw new BuildError(
      'invalid-object',
      documents.length === 0
        ? `kustomization file ${path} is empty`
        : `kustomization file ${path} must hold exactly one mapping`,
      { file: path },
    );
  }
  return documents[0].value;
}

function readLabels(value: unknown): LabelEntry[] {
  const common = textRecord(value, 'commonLabels');
  const entries: LabelEntry[] = listField(value, 'labels').map(entry => ({
    pairs: textRecord(entry, 'pairs'),
    includeSelectors: field(entry, 'includeSelectors') === true,
    includeTemplates: field(entry, 'includeTemplates') === true,
  }));
  if (Object.keys(common).length > 0) {
    entries.unshift({
      pairs: common,
      includeSelectors: true,
      includeTemplates: true,
    });
  }
  return entries;
}

function readImages(value: unknown): KustomizeImage[] {
  return listField(value, 'images').map(entry => ({
    name: textField(entry, 'name') ?? '',
    newName: textField(entry, 'newName'),
    newTag: textOrNumber(field(entry, 'newTag')),
    digest: textField(entry, 'digest'),
  }));
}

function textOrNumber(value: unknown): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && value)
    ? String(value)
    : undefined;
}

function readReplicas(value: unknown) {
  return listField(value, 'replicas').flatMap(entry => {
    const name = textField(entry, 'name');
    const count = field(entry, 'count');
    return name && typeof count === 'number' ? [{ name, count }] : [];
  });
}
