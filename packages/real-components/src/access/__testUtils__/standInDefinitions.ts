import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FLUX_KINDS } from '@homestage/backstage-plugin-flux-common';
import { PORTAL_RESOURCES } from '@homestage/backstage-plugin-lab-node';
import { parse } from 'yaml';
import { definitionsFolder } from '../../tools/toolFile';

const isBuiltIn = (group: string) =>
  !group.includes('.') ||
  /^[a-z]+(\.(authorization|storage))?\.k8s\.io$/.test(group);

/** A schema that takes anything: real ones cost an API server seconds of work each. */
const ANYTHING = {
  type: 'object',
  'x-kubernetes-preserve-unknown-fields': true,
};

function definition(
  { metadata, spec }: { metadata: object; spec: object },
  versions: readonly string[],
) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata,
    spec: {
      ...spec,
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: ANYTHING },
      })),
    },
  };
}

/** A real definition without its schemas, which are never parsed. */
function namesOnly(text: string) {
  const at = text.indexOf('\n  versions:\n');
  const versions = text.slice(at).matchAll(/^(?: {4}- | {6})name: (\S+)$/gm);
  return definition(
    parse(text.slice(0, at)),
    [...versions].map(([, name]) => name),
  );
}

/**
 * Definitions of all groups of operators that the role names, by their real names
 * where there is a definition to be had: a role is about the names of resources,
 * and not about what is in them.
 */
export function standInDefinitions(): object[] {
  const folder = definitionsFolder('yaml');
  const files = readdirSync(folder);
  const filesOf = (group: string) =>
    files.filter(file => file.startsWith(`${group}_`));
  const groups = new Set(PORTAL_RESOURCES.map(({ group }) => group));
  const named = [...groups]
    .flatMap(filesOf)
    .map(file => namesOnly(readFileSync(path.join(folder, file), 'utf8')));
  const unnamed = PORTAL_RESOURCES.filter(
    ({ group }) => !isBuiltIn(group) && filesOf(group).length === 0,
  ).map(({ group, plural }) => {
    const kind =
      FLUX_KINDS.find(flux => flux.group === group && flux.plural === plural)
        ?.kind ?? plural[0].toUpperCase() + plural.slice(1);
    return definition(
      {
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          scope: 'Namespaced',
          names: { kind, plural, singular: kind.toLowerCase() },
        },
      },
      ['v1'],
    );
  });
  return [...named, ...unnamed];
}
