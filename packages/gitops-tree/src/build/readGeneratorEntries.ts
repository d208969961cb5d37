import { field } from '../read/field';
import { listField } from '../read/listField';
import { textField } from '../read/textField';
import { textList } from '../read/textList';
import { textRecord } from '../read/textRecord';
import type { GeneratorEntry } from './KustomizationFile';

/** ConfigMap generators, then Secret generators, as kustomize runs them. */
export function readGeneratorEntries(value: unknown): GeneratorEntry[] {
  const shared = field(value, 'generatorOptions');
  const read = (key: string, kind: GeneratorEntry['kind']) =>
    listField(value, key).map(entry => generatorEntry(entry, kind, shared));
  return [
    ...read('configMapGenerator', 'ConfigMap'),
    ...read('secretGenerator', 'Secret'),
  ];
}

function generatorEntry(
  entry: unknown,
  kind: GeneratorEntry['kind'],
  shared: unknown,
): GeneratorEntry {
  const own = field(entry, 'options');
  const isSet = (key: string) =>
    (field(own, key) ?? field(shared, key)) === true;
  const env = textField(entry, 'env');
  return {
    kind,
    name: textField(entry, 'name') ?? '',
    namespace: textField(entry, 'namespace'),
    behavior: behaviorOf(textField(entry, 'behavior')),
    type: textField(entry, 'type'),
    literals: textList(entry, 'literals'),
    files: textList(entry, 'files'),
    envs: [...textList(entry, 'envs'), ...(env ? [env] : [])],
    needsHash: !isSet('disableNameSuffixHash'),
    immutable: isSet('immutable'),
    labels: { ...textRecord(shared, 'labels'), ...textRecord(own, 'labels') },
    annotations: {
      ...textRecord(shared, 'annotations'),
      ...textRecord(own, 'annotations'),
    },
  };
}

function behaviorOf(text: string | undefined): GeneratorEntry['behavior'] {
  return text === 'merge' || text === 'replace' ? text : 'create';
}
