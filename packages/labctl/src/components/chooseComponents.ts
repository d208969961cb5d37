import { compileTemplate } from '../render/jinja/compileTemplate';
import type { Component } from './Component';

export interface ChooseComponentsOptions {
  /** What the inputs, the apps and the machines ask for, by name. */
  wanted: readonly string[];
  /**
   * What a `when` expression sees when these components are chosen so far.
   */
  contextOf: (chosen: readonly string[]) => Readonly<object>;
}

/**
 * The components of a lab: what is wanted, what that needs, and what a condition
 * chooses, until nothing is added any more. Sorted by name.
 *
 * @throws Error naming a component that does not exist and who asked for it.
 * @public
 */
export function chooseComponents(
  components: ReadonlyMap<string, Component>,
  options: ChooseComponentsOptions,
): string[] {
  const conditions = [...components.values()].flatMap(component =>
    component.when
      ? [{ name: component.name, isMet: conditionOf(component) }]
      : [],
  );
  const chosen = new Set<string>();
  const add = (name: string, wantedBy: string) => {
    if (chosen.has(name)) {
      return;
    }
    const component = components.get(name);
    if (!component) {
      throw new Error(
        `${wantedBy}: there is no component "${name}"; there are ${[
          ...components.keys(),
        ].join(', ')}`,
      );
    }
    chosen.add(name);
    component.needs.forEach(need =>
      add(need, `components/${name}/component.yaml needs`),
    );
  };
  options.wanted.forEach(name => add(name, 'components'));
  for (let before = -1; before !== chosen.size; ) {
    before = chosen.size;
    const context = options.contextOf([...chosen].sort());
    for (const { name, isMet } of conditions) {
      if (isMet(context)) {
        add(name, 'when');
      }
    }
  }
  return [...chosen].sort();
}

function conditionOf({ name, when }: Component) {
  const template = compileTemplate(
    `components/${name}/component.yaml#when`,
    `#% if ${when} %#true#% endif %#\n`,
  );
  return (context: Readonly<object>) => template(context).trim() === 'true';
}
