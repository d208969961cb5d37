import { treePath } from '../paths/treePath';
import type { ParsedFiles } from '../read/ParsedFiles';
import { addResource } from './addResource';
import { applyPatches } from './applyPatches';
import { BuildError } from './BuildError';
import { findKustomizationFile } from './findKustomizationFile';
import { generateObject } from './generateObject';
import { isRemote } from './isRemote';
import type { KustomizationFile } from './KustomizationFile';
import type { KustomizeResource } from './KustomizeResource';
import { readKustomizationFile } from './readKustomizationFile';
import { readResources, resourcesOf } from './readResources';
import { setAnnotations } from './setAnnotations';
import { setImages } from './setImages';
import { setLabels } from './setLabels';
import { setNameAffixes } from './setNameAffixes';
import { setNamespace } from './setNamespace';
import { setReplicas } from './setReplicas';

/** What one build shares. */
export interface BuildContext {
  readonly files: ParsedFiles;
  /**
   * Told of every fault. When it returns instead of throwing, the build goes on
   * without the faulty part.
   */
  readonly onError: (error: BuildError) => void;
  /** Every file that was read. */
  readonly read: Set<string>;
  /** Directories being built, outermost first. */
  readonly visiting: readonly string[];
  readonly ignoreMissingComponents: boolean;
  /** Pass over Helm charts, which Argo CD has kustomize inflate, instead of refusing them. */
  readonly hasCharts: boolean;
  /** See {@link BuildOptions.readAddress}. */
  readonly readAddress: (address: string) => string | undefined;
  /** Addresses that were not read: what they hold is missing, and may be patched. */
  readonly unread: Set<string>;
}

/**
 * Builds one kustomization: resources, generators, components, then the
 * transformers, in the order of kustomize's own target.
 */
export function accumulate(
  context: BuildContext,
  kustomization: KustomizationFile,
  base: readonly KustomizeResource[] = [],
): KustomizeResource[] {
  const inner = {
    ...context,
    visiting: [...context.visiting, kustomization.directory],
  };
  const resources = [...base];
  for (const entry of kustomization.resources) {
    const added = attempt(context, () =>
      resolveEntry(inner, kustomization, entry),
    );
    for (const resource of added ?? []) {
      attempt(context, () => addResource(resources, resource));
    }
  }
  for (const generator of kustomization.generators) {
    attempt(context, () =>
      generateObject(inner, { kustomization, generator, resources }),
    );
  }
  const composed = kustomization.components.reduce(
    (before, entry) =>
      attempt(context, () =>
        applyComponent(inner, { kustomization, entry, resources: before }),
      ) ?? before,
    resources,
  );
  return transform(inner, kustomization, composed);
}

/** The result of a step; undefined when it failed and the build goes on. */
function attempt<T>(context: BuildContext, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error;
    }
    context.onError(error);
    return undefined;
  }
}

function resolveEntry(
  context: BuildContext,
  kustomization: KustomizationFile,
  entry: string,
): KustomizeResource[] {
  if (isRemote(entry)) {
    const text = context.readAddress(entry);
    if (text !== undefined) {
      return resourcesOf(entry, context.files.parseText(entry, text));
    }
    context.unread.add(entry);
    throw new BuildError(
      'remote-resource',
      `${kustomization.file} refers to ${entry}, which is outside of the tree and is not fetched`,
      { file: kustomization.file, entry },
    );
  }
  const path = treePath(kustomization.directory, entry);
  if (path !== undefined && context.files.files.has(path)) {
    context.read.add(path);
    return readResources(context.files, path);
  }
  if (path === undefined || !context.files.directory(path)) {
    throw missing(kustomization, entry, 'no such file or directory');
  }
  const nested = readNested(context, kustomization, { path, entry });
  if (nested.isComponent) {
    throw new BuildError(
      'invalid-object',
      `${nested.file} is a Component and must be listed under "components" of ${kustomization.file}`,
      { file: kustomization.file },
    );
  }
  return accumulate(context, nested);
}

function readNested(
  context: BuildContext,
  kustomization: KustomizationFile,
  { path, entry }: { path: string; entry: string },
): KustomizationFile {
  const file = findKustomizationFile(context.files, path);
  if (!file) {
    throw missing(
      kustomization,
      entry,
      'the directory has no kustomization.yaml',
    );
  }
  if (context.visiting.includes(path)) {
    throw new BuildError(
      'cycle',
      `${kustomization.file} and ${file} list each other`,
      { file: kustomization.file },
    );
  }
  context.read.add(file);
  return readKustomizationFile(context.files, file, context);
}

function missing(kustomization: KustomizationFile, entry: string, why: string) {
  return new BuildError(
    'missing-resource',
    `accumulating resources of ${kustomization.file}: ${entry}: ${why}`,
    { file: kustomization.file, entry },
  );
}

function applyComponent(
  context: BuildContext,
  options: {
    kustomization: KustomizationFile;
    entry: string;
    resources: KustomizeResource[];
  },
): KustomizeResource[] {
  const { kustomization, entry, resources } = options;
  if (isRemote(entry)) {
    return resolveEntry(context, kustomization, entry);
  }
  const path = treePath(kustomization.directory, entry);
  if (path === undefined || !context.files.directory(path)) {
    if (context.ignoreMissingComponents) {
      return resources;
    }
    throw missing(kustomization, entry, 'no such component');
  }
  const component = readNested(context, kustomization, { path, entry });
  if (!component.isComponent) {
    throw new BuildError(
      'invalid-object',
      `${component.file} is listed under "components" of ${kustomization.file} but is not of kind Component`,
      { file: kustomization.file },
    );
  }
  return accumulate(context, component, resources);
}

function transform(
  context: BuildContext,
  kustomization: KustomizationFile,
  resources: KustomizeResource[],
): KustomizeResource[] {
  const result =
    attempt(context, () => applyPatches(context, kustomization, resources)) ??
    resources;
  setNamespace(result, kustomization.namespace);
  setNameAffixes(result, kustomization);
  setLabels(result, kustomization.labels);
  setAnnotations(result, kustomization.commonAnnotations);
  setReplicas(result, kustomization.replicas);
  setImages(result, kustomization.images);
  return result;
}
