import { treePath } from '../paths/treePath';
import { listField } from '../read/listField';
import { textField } from '../read/textField';
import type { BuildContext } from './accumulate';
import type { KustomizationFile } from './KustomizationFile';
import type { NameReference } from './NAME_REFERENCES';

/** The `nameReference` entries of a kustomization's `configurations` files. */
export function readNameReferences(
  context: BuildContext,
  kustomization: KustomizationFile,
): NameReference[] {
  return kustomization.configurations.flatMap(entry => {
    const path = treePath(kustomization.directory, entry);
    const parsed = path === undefined ? undefined : context.files.parse(path);
    if (path !== undefined && parsed) {
      context.read.add(path);
    }
    return (parsed?.documents ?? []).flatMap(({ value }) =>
      listField(value, 'nameReference').flatMap(readReference),
    );
  });
}

function readReference(entry: unknown): NameReference[] {
  const target = textField(entry, 'kind');
  return listField(entry, 'fieldSpecs').flatMap(spec => {
    const path = textField(spec, 'path');
    const kind = textField(spec, 'kind');
    return target && path
      ? [{ target, kinds: kind ? [kind] : [], path: path.split('/') }]
      : [];
  });
}
