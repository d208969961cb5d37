import { readFluxSpec } from '../resolve/readFluxSpec';
import { keyOf } from '../resolve/keyOf';
import type { TreeKustomization, TreeObject } from '../types';
import type { LintContext, LintRule } from './LintRule';
import { placeInObject } from './placeInObject';

/**
 * `${NAME}` where the Kustomization has variables, all of them known, and NAME
 * is none of them: the controller puts nothing in its place. Without any
 * variable the text stays as it is, which is only wrong in a name.
 */
export const unsubstitutedVariable: LintRule = {
  name: 'unsubstituted-variable',
  check: context => {
    const kustomizations = new Map(
      context.index.kustomizations.map(kustomization => [
        keyOf(kustomization),
        kustomization,
      ]),
    );
    return context.applied.flatMap(object => {
      const owner = kustomizations.get(object.chain[object.chain.length - 1]);
      return owner ? checkObject(context, object, owner) : [];
    });
  },
};

const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g;

function checkObject(
  context: LintContext,
  object: TreeObject,
  owner: TreeKustomization,
) {
  const { substitute, substituteFrom } = readFluxSpec(owner.manifest);
  const hasVariables = Object.keys(substitute).length > 0;
  if (substituteFrom.length > 0) {
    return [];
  }
  // The file first: an object that was built is written out only where it may hold one.
  const text = context.index.files.get(object.file) ?? '';
  const candidates = new Set(
    Array.from(text.matchAll(VARIABLE), ([, name]) => name).filter(
      name =>
        !Object.hasOwn(substitute, name) && !text.includes(`$\${${name}}`),
    ),
  );
  if (candidates.size === 0) {
    return [];
  }
  // A nested Kustomization's own texts are substituted when it is built.
  const searched = hasVariables
    ? JSON.stringify(object.manifest)
    : `${object.namespace ?? ''}/${object.name}`;
  return [...candidates]
    .filter(name => searched.includes(`\${${name}}`))
    .map(name => ({
      severity: hasVariables ? ('warning' as const) : ('error' as const),
      ...placeInObject(context, object, `\${${name}}`),
      message: hasVariables
        ? `\${${name}} is not a variable of the Kustomization ${keyOf(
            owner,
          )}: nothing is put in its place`
        : `the name holds \${${name}}, and the Kustomization ${keyOf(
            owner,
          )} substitutes nothing`,
      mend: `Add ${name} to postBuild.substitute, give it a default (\${${name}:=…}), or write $\${${name}} where it is meant literally.`,
    }));
}
