import { fieldsOf, textOf } from '@homestage/backstage-plugin-lab-common';
import {
  withoutSecrets,
  type LiveDocument,
  type TalosResource,
} from '@homestage/backstage-plugin-talos-common';
import { parseAllDocuments } from 'yaml';

/**
 * The documents of a machine's config, without their secrets. Talos gives the whole
 * config as one text.
 */
export function readConfigDocuments({ spec }: TalosResource): LiveDocument[] {
  return valuesOf(spec).map(value => {
    const { kind, name } = fieldsOf(value);
    return {
      kind: textOf(kind) ?? 'v1alpha1',
      name: textOf(kind) && textOf(name),
      value: withoutSecrets(value),
    };
  });
}

function valuesOf(spec: unknown): unknown[] {
  if (typeof spec !== 'string') {
    return [spec];
  }
  const documents = parseAllDocuments(spec);
  return 'empty' in documents
    ? []
    : documents.map(document => document.toJS() as unknown);
}
