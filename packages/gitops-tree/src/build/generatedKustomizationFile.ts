import type { ParsedFiles } from '../read/ParsedFiles';
import { generateResourceList } from './generateResourceList';
import type { KustomizationFile } from './KustomizationFile';

/** What Flux puts in place of a missing kustomization file. */
export function generatedKustomizationFile(
  files: ParsedFiles,
  directory: string,
): KustomizationFile {
  return {
    file: directory,
    directory,
    isComponent: false,
    resources: generateResourceList(files, directory),
    components: [],
    namePrefix: '',
    nameSuffix: '',
    patches: [],
    labels: [],
    commonAnnotations: {},
    images: [],
    replicas: [],
    generators: [],
    replacements: [],
    configurations: [],
  };
}
