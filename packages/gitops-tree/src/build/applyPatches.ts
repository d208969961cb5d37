import { treePath } from '../paths/treePath';
import { isRecord } from '../read/isRecord';
import { textField } from '../read/textField';
import type { BuildContext } from './accumulate';
import { applyJsonPatch } from './applyJsonPatch';
import { BuildError } from './BuildError';
import type { KustomizationFile, PatchEntry } from './KustomizationFile';
import { identityOf } from './KustomizeResource';
import type { KustomizeResource, MutableManifest } from './KustomizeResource';
import { mergePatch } from './mergePatch';
import { findPatchedResource, selectTargets } from './selectTargets';

/** Applies the patches of one kustomization and returns what is left. @throws BuildError */
export function applyPatches(
  context: BuildContext,
  kustomization: KustomizationFile,
  resources: readonly KustomizeResource[],
): KustomizeResource[] {
  let remaining = [...resources];
  for (const entry of kustomization.patches) {
    const { file, documents } = readPatch(context, kustomization, entry);
    for (const document of documents) {
      remaining = applyOne({
        file,
        entry,
        document,
        resources: remaining,
        isPartial: context.unread.size > 0,
      });
    }
  }
  return remaining;
}

function readPatch(
  context: BuildContext,
  kustomization: KustomizationFile,
  entry: PatchEntry,
): { file: string; documents: readonly unknown[] } {
  const file =
    entry.path === undefined
      ? kustomization.file
      : treePath(kustomization.directory, entry.path) ?? entry.path;
  const text = entry.patch ?? context.files.files.get(file);
  if (text === undefined) {
    throw new BuildError(
      'missing-resource',
      `${kustomization.file} lists the patch ${entry.path}, which does not exist`,
      { file: kustomization.file },
    );
  }
  const parsed =
    entry.patch === undefined
      ? context.files.parse(file)
      : context.files.parseText(file, text);
  context.read.add(file);
  if (!parsed || parsed.problem) {
    throw new BuildError(
      'patch-failed',
      `a patch in ${file} is not YAML: ${parsed?.problem?.message ?? ''}`,
      { file },
    );
  }
  return { file, documents: parsed.documents.map(({ value }) => value) };
}

interface OnePatch {
  readonly file: string;
  readonly entry: PatchEntry;
  readonly document: unknown;
  readonly resources: KustomizeResource[];
  /** Whether resources are missing that the patch may be meant for. */
  readonly isPartial: boolean;
}

function applyOne(patch: OnePatch): KustomizeResource[] {
  const { entry, document } = patch;
  if (Array.isArray(document)) {
    return applyOperations(patch, document);
  }
  if (!isRecord(document)) {
    throw failed(
      patch.file,
      'it is neither a mapping nor a list of operations',
    );
  }
  const targets = entry.target
    ? selectTargets(patch.resources, entry.target)
    : uniqueTarget(patch, document);
  return mergeInto(patch, document, new Set(targets));
}

function applyOperations(
  patch: OnePatch,
  operations: readonly unknown[],
): KustomizeResource[] {
  if (!patch.entry.target) {
    throw failed(patch.file, 'a list of operations needs a target');
  }
  for (const resource of selectTargets(patch.resources, patch.entry.target)) {
    const before = identityOf(resource);
    const result = applyJsonPatch(resource.manifest, operations);
    if (!result.ok) {
      throw failed(patch.file, result.reason);
    }
    resource.manifest = result.value as MutableManifest;
    note(patch, resource);
    if (resource.manifest.metadata.name !== before.name) {
      resource.previous.push(before);
    }
  }
  return patch.resources;
}

function uniqueTarget(
  patch: OnePatch,
  document: Record<string, unknown>,
): KustomizeResource[] {
  const target = findPatchedResource(patch.resources, document);
  if (!target && patch.isPartial) {
    return [];
  }
  if (!target) {
    throw failed(
      patch.file,
      `no resource matches ${textField(document, 'kind')} ${textField(
        document,
        'metadata',
        'name',
      )}`,
    );
  }
  return [target];
}

function mergeInto(
  patch: OnePatch,
  document: Record<string, unknown>,
  targets: ReadonlySet<KustomizeResource>,
): KustomizeResource[] {
  return patch.resources.filter(resource => {
    if (!targets.has(resource)) {
      return true;
    }
    if (document.$patch === 'delete') {
      return false;
    }
    note(patch, resource);
    const { kind, metadata, apiVersion } = resource.manifest;
    const merged = mergePatch(resource.manifest, document) as MutableManifest;
    resource.manifest = {
      ...merged,
      apiVersion,
      kind: patch.entry.allowKindChange ? merged.kind : kind,
      metadata: {
        ...merged.metadata,
        name: patch.entry.allowNameChange
          ? merged.metadata.name
          : metadata.name,
        ...(metadata.namespace !== undefined && {
          namespace: metadata.namespace,
        }),
      },
    };
    return true;
  });
}

/** Remembers what changed a resource. */
function note({ entry, file }: OnePatch, resource: KustomizeResource) {
  if (entry.isOfSpec) {
    resource.isPatchedBySpec = true;
  } else {
    resource.patchedBy.add(file);
  }
}

function failed(file: string, why: string): BuildError {
  return new BuildError('patch-failed', `a patch in ${file} fails: ${why}`, {
    file,
  });
}
