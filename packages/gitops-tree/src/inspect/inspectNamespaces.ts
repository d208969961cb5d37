import { findKustomizationFile } from '../build/findKustomizationFile';
import type { ParsedFiles } from '../read/ParsedFiles';
import { textField } from '../read/textField';
import { textList } from '../read/textList';
import type { NamespaceConventions, TreeIndex } from '../types';
import { isMostly, majority } from './majority';
import { writtenManifest } from './writtenManifest';

/** Where namespaces come from. */
export function inspectNamespaces(
  parsed: ParsedFiles,
  index: TreeIndex,
): NamespaceConventions {
  const lists = index.namespaces.flatMap(({ directory }) => {
    const file =
      directory === undefined
        ? undefined
        : findKustomizationFile(parsed, directory);
    return file ? [parsed.parse(file)?.documents[0]?.value] : [];
  });
  const components = lists.map(value => textList(value, 'components'));
  const written = index.objects
    .filter(({ kind }) => kind === 'Namespace')
    .flatMap(object => {
      const name = textField(
        writtenManifest(parsed, object),
        'metadata',
        'name',
      );
      return name ? [{ name, isRenamed: name !== object.name }] : [];
    });
  const placeholder = isMostly(written.map(({ isRenamed }) => isRenamed))
    ? majority(
        written.filter(({ isRenamed }) => isRenamed).map(({ name }) => name),
      )
    : undefined;
  return {
    from: originOf(parsed, index, lists),
    ...(placeholder !== undefined && { placeholder }),
    components: [...new Set(components.flat())].filter(component =>
      isMostly(components.map(list => list.includes(component))),
    ),
  };
}

function originOf(
  parsed: ParsedFiles,
  { helmReleases, kustomizations }: TreeIndex,
  lists: readonly unknown[],
): NamespaceConventions['from'] {
  const spelled = helmReleases.map(
    release =>
      textField(writtenManifest(parsed, release), 'metadata', 'namespace') !==
      undefined,
  );
  if (isMostly(spelled)) {
    return 'metadata';
  }
  const isSetByList = isMostly(
    lists.map(value => textField(value, 'namespace') !== undefined),
  );
  const hasTarget = isMostly(
    kustomizations.map(({ targetNamespace }) => targetNamespace !== undefined),
  );
  return isSetByList || !hasTarget ? 'kustomization' : 'targetNamespace';
}
