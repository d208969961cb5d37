import { baseName } from '../../paths/baseName';
import { treePath } from '../../paths/treePath';
import { field } from '../../read/field';
import { isRecord } from '../../read/isRecord';
import { listField } from '../../read/listField';
import type { ParsedFiles } from '../../read/ParsedFiles';
import { recordField } from '../../read/recordField';
import { textField } from '../../read/textField';
import type { Manifest } from '../../types';
import { fillApplicationTemplate } from './fillApplicationTemplate';
import type { GeneratorParameters } from './fillApplicationTemplate';

/** The Applications that a set makes, and whether that is all of them. */
export interface ExpandedSet {
  readonly applications: readonly Manifest[];
  /** Generators that are not followed, by name, e.g. `clusters`; and what could not be filled in. */
  readonly opaque: readonly string[];
}

/**
 * Makes the Applications of an ApplicationSet that lists or directories of this
 * repository generate. What other generators would make is not known here.
 */
export function expandApplicationSet(
  set: Manifest,
  files: ParsedFiles,
): ExpandedSet {
  const opaque = new Set<string>();
  const applications = listField(set.spec, 'generators').flatMap(generator => {
    const generated = parametersOf(generator, files);
    if (!generated) {
      opaque.add(`generator ${Object.keys(Object(generator)).join(', ')}`);
      return [];
    }
    return generated.flatMap(parameters => {
      const application = makeApplication(set, generator, parameters);
      if (!application) {
        opaque.add('a template with expressions that are not followed');
      }
      return application ?? [];
    });
  });
  return { applications, opaque: [...opaque] };
}

/** One Application; undefined when its identity holds an expression that is not followed. */
function makeApplication(
  set: Manifest,
  generator: unknown,
  parameters: GeneratorParameters,
): Manifest | undefined {
  const isGoTemplate = field(set.spec, 'goTemplate') === true;
  const written = recordField(
    field(generator, 'git') ?? field(generator, 'list'),
    'values',
  );
  const values = fillApplicationTemplate(written, { isGoTemplate, parameters });
  const filled = fillApplicationTemplate(field(set.spec, 'template'), {
    isGoTemplate,
    parameters: { ...parameters, values },
  });
  const name = textField(filled, 'metadata', 'name');
  const { namespace } = set.metadata;
  return name && !/\{\{/.test(identityOf(filled))
    ? {
        apiVersion: set.apiVersion,
        kind: 'Application',
        metadata: {
          ...recordField(filled, 'metadata'),
          name,
          // Applications are made beside their set, whatever the template says.
          ...(namespace !== undefined && { namespace }),
        },
        spec: field(filled, 'spec'),
      }
    : undefined;
}

/** What must be known of an Application for it to be shown. */
function identityOf(filled: unknown): string {
  return JSON.stringify([
    field(filled, 'metadata', 'name'),
    field(filled, 'spec', 'source', 'path'),
    listField(filled, 'spec', 'sources').map(source => field(source, 'path')),
    field(filled, 'spec', 'destination', 'namespace'),
  ]);
}

function parametersOf(
  generator: unknown,
  files: ParsedFiles,
): readonly GeneratorParameters[] | undefined {
  const elements = field(generator, 'list', 'elements');
  if (Array.isArray(elements)) {
    return elements.filter(isRecord);
  }
  const directories = field(generator, 'git', 'directories');
  return Array.isArray(directories)
    ? matchDirectories(directories, files).map(directoryParameters)
    : undefined;
}

/** The directories of the repository that some pattern takes and none excludes. */
function matchDirectories(
  patterns: readonly unknown[],
  files: ParsedFiles,
): string[] {
  const read = patterns.map(pattern => ({
    matches: patternOf(textField(pattern, 'path') ?? ''),
    isExcluded: field(pattern, 'exclude') === true,
  }));
  const isMatched = (directory: string, isExcluded: boolean) =>
    read.some(
      pattern =>
        pattern.isExcluded === isExcluded && pattern.matches(directory),
    );
  return files
    .directories()
    .filter(
      directory =>
        !/(^|\/)\./.test(directory) &&
        isMatched(directory, false) &&
        !isMatched(directory, true),
    )
    .sort();
}

/** Go's `path.Match`: `*` and `?` stop at a slash. Classes in brackets are taken as they stand. */
function patternOf(pattern: string): (directory: string) => boolean {
  const source = (treePath(pattern) ?? '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  const expression = new RegExp(`^${source}$`);
  return directory => expression.test(directory);
}

function directoryParameters(directory: string): GeneratorParameters {
  const basename = baseName(directory);
  return {
    path: {
      path: directory,
      basename,
      basenameNormalized: basename.toLowerCase().replace(/[^-a-z0-9.]/g, '-'),
      segments: directory.split('/'),
    },
  };
}
