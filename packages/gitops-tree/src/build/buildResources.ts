import { treePath } from '../paths/treePath';
import type { ParsedFiles } from '../read/ParsedFiles';
import type { BuildOptions, KustomizeImage } from '../types';
import { accumulate } from './accumulate';
import type { BuildContext } from './accumulate';
import { BuildError } from './BuildError';
import { findKustomizationFile } from './findKustomizationFile';
import { fixNameReferences } from './fixNameReferences';
import { generatedKustomizationFile } from './generatedKustomizationFile';
import type { KustomizationFile, PatchEntry } from './KustomizationFile';
import type { KustomizeResource } from './KustomizeResource';
import { identityOf } from './KustomizeResource';
import { nameHash } from './nameHash';
import { readKustomizationFile } from './readKustomizationFile';
import { readNameReferences } from './readNameReferences';
import { setOwnFields } from './setOwnFields';
import { substituteObject } from './substituteObject';

export interface BuildBehaviour {
  /** See {@link BuildContext.onError}. */
  readonly onError: (error: BuildError) => void;
  /** Keep `${name}` of unknown variables: what a Secret would bring is not known here. */
  readonly keepUnknown?: boolean;
  /** There are variables whose values are not known here, so that defaults are filled in even when no other variable is given. */
  readonly hasUnknownVariables?: boolean;
  /** See {@link BuildContext.hasCharts}. */
  readonly hasCharts?: boolean;
}

/** A build with everything that is known about each resource. */
export interface BuiltResources {
  readonly resources: readonly KustomizeResource[];
  readonly read: ReadonlySet<string>;
}

/** The one build behind both {@link buildKustomization} and the reading of a whole tree. */
export function buildResources(
  files: ParsedFiles,
  options: BuildOptions,
  behaviour: BuildBehaviour,
): BuiltResources {
  const context: BuildContext = {
    files,
    onError: behaviour.onError,
    read: new Set(),
    visiting: [],
    ignoreMissingComponents: options.ignoreMissingComponents ?? false,
    hasCharts: behaviour.hasCharts ?? false,
    unread: new Set(),
    readAddress: options.readAddress ?? (() => undefined),
  };
  const kustomization = readTop(context, options);
  if (!kustomization) {
    return { resources: [], read: context.read };
  }
  const resources = accumulate(context, withSpec(kustomization, options));
  addHashes(resources);
  fixNameReferences(resources, readNameReferences(context, kustomization));
  setCommonMetadata(resources, options.commonMetadata);
  substitute(resources, options, behaviour);
  return { resources, read: context.read };
}

function readTop(
  context: BuildContext,
  options: BuildOptions,
): KustomizationFile | undefined {
  const directory = treePath(options.path);
  if (
    directory === undefined ||
    (directory !== '' && !context.files.directory(directory))
  ) {
    context.onError(
      new BuildError(
        'missing-resource',
        `kustomization path not found: ${options.path}: no such directory`,
        { file: options.path },
      ),
    );
    return undefined;
  }
  const file = findKustomizationFile(context.files, directory);
  if (!file) {
    return generatedKustomizationFile(context.files, directory);
  }
  context.read.add(file);
  try {
    return readKustomizationFile(context.files, file, context);
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error;
    }
    context.onError(error);
    return undefined;
  }
}

/** Lays the Flux Kustomization's own fields over the kustomization file, as the controller writes them into it. */
function withSpec(
  kustomization: KustomizationFile,
  options: BuildOptions,
): KustomizationFile {
  return {
    ...kustomization,
    namespace: options.targetNamespace || kustomization.namespace,
    namePrefix: options.namePrefix || kustomization.namePrefix,
    nameSuffix: options.nameSuffix || kustomization.nameSuffix,
    components: [...kustomization.components, ...(options.components ?? [])],
    patches: [
      ...kustomization.patches,
      ...(options.patches ?? []).map(toEntry),
    ],
    images: mergeImages(kustomization.images, options.images ?? []),
  };
}

function toEntry(
  patch: NonNullable<BuildOptions['patches']>[number],
): PatchEntry {
  return {
    patch: patch.patch,
    target: patch.target,
    allowNameChange: patch.options?.allowNameChange ?? false,
    allowKindChange: patch.options?.allowKindChange ?? false,
    isOfSpec: true,
  };
}

function mergeImages(
  written: readonly KustomizeImage[],
  own: readonly KustomizeImage[],
): KustomizeImage[] {
  const kept = written.filter(
    image => !own.some(({ name }) => name === image.name),
  );
  return [...kept, ...own];
}

function addHashes(resources: readonly KustomizeResource[]) {
  for (const resource of resources) {
    if (resource.needsHash) {
      resource.previous.push(identityOf(resource));
      const { metadata } = resource.manifest;
      metadata.name = `${metadata.name}-${nameHash(resource.manifest)}`;
    }
  }
}

function setCommonMetadata(
  resources: readonly KustomizeResource[],
  common: BuildOptions['commonMetadata'],
) {
  for (const key of ['labels', 'annotations'] as const) {
    const values = common?.[key];
    if (values) {
      for (const { manifest } of resources) {
        setOwnFields(manifest, ['metadata', key], { values, create: true });
      }
    }
  }
}

function substitute(
  resources: readonly KustomizeResource[],
  options: BuildOptions,
  behaviour: BuildBehaviour,
) {
  // The controller takes line breaks out of every value.
  const variables = Object.fromEntries(
    Object.entries(options.postBuild?.substitute ?? {}).map(([name, value]) => [
      name,
      value.replace(/\n/g, ''),
    ]),
  );
  if (Object.keys(variables).length === 0 && !behaviour.hasUnknownVariables) {
    return;
  }
  const wrong = Object.keys(variables).find(
    name => !/^[_\p{L}][_\p{L}\p{Nd}]*$/u.test(name),
  );
  if (wrong !== undefined) {
    behaviour.onError(
      new BuildError(
        'substitution-failed',
        `'${wrong}' var name is invalid: it must begin with a letter or _ and hold only letters, digits and _`,
        { file: options.path },
      ),
    );
    return;
  }
  for (const resource of resources) {
    const { kind, metadata } = resource.manifest;
    const result = substituteObject(resource.manifest, {
      variables,
      keepUnknown: behaviour.keepUnknown,
    });
    if (result.ok) {
      resource.manifest = result.value;
    } else {
      behaviour.onError(
        new BuildError(
          'substitution-failed',
          `variable substitution failed in ${kind} ${metadata.name} (${resource.file}): ${result.reason}`,
          { file: resource.file, line: resource.line },
        ),
      );
    }
  }
}
