import { readdirSync } from 'node:fs';
import { FLUX_KINDS } from '@homestage/backstage-plugin-flux-common';
import { PORTAL_RESOURCES } from '@homestage/backstage-plugin-lab-node';
import { definitionsFolder } from '../../tools/toolFile';

const isBuiltIn = (group: string) =>
  !group.includes('.') ||
  /^[a-z]+(\.(authorization|storage))?\.k8s\.io$/.test(group);

/** Groups of operators that the role names, and those of them that have a definition here. */
export function operatorGroups(): { defined: string[]; undefined: string[] } {
  const files = readdirSync(definitionsFolder('yaml'));
  const groups = [...new Set(PORTAL_RESOURCES.map(({ group }) => group))];
  const hasDefinition = (group: string) =>
    files.some(file => file.startsWith(`${group}_`));
  return {
    defined: groups.filter(hasDefinition),
    undefined: groups.filter(
      group => !hasDefinition(group) && !isBuiltIn(group),
    ),
  };
}

/**
 * Definitions for the groups that have none here: a role is about the names of
 * resources, and not about what is in them.
 */
export function standInDefinitions(): object[] {
  const { undefined: groups } = operatorGroups();
  return PORTAL_RESOURCES.filter(({ group }) => groups.includes(group)).map(
    ({ group, plural }) => {
      const kind =
        FLUX_KINDS.find(flux => flux.group === group && flux.plural === plural)
          ?.kind ?? plural[0].toUpperCase() + plural.slice(1);
      return {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          scope: 'Namespaced',
          names: { kind, plural, singular: kind.toLowerCase() },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object' } },
            },
          ],
        },
      };
    },
  );
}
