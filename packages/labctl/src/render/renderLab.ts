import { chooseComponents } from '../components/chooseComponents';
import { readComponents } from '../components/readComponents';
import type { Component } from '../components/Component';
import type { ResolvedLab } from '../model/ResolvedLab';
import { compileTemplate } from './jinja/compileTemplate';
import type { CompiledTemplate } from './jinja/compileTemplate';
import { labContext } from './labContext';
import type { LabContext } from './labContext';
import { planFiles, TEMPLATE_SUFFIX } from './planFiles';
import type { PlannedFile } from './planFiles';
import { templateSets } from './templateSets';
import type { AppContext } from './templateSets';

export interface RenderLabOptions {
  lab: ResolvedLab;
  /** The templates folder: path below it to text. */
  templates: ReadonlyMap<string, string>;
  /** The wished apps, their presets merged in. */
  apps: readonly AppContext[];
}

/** What a lab is rendered from: also what makejinja is given to compare. */
export interface RenderPlan {
  components: ReadonlyMap<string, Component>;
  /** Names of the chosen components, sorted. */
  chosen: readonly string[];
  context: LabContext;
  files: readonly PlannedFile[];
}

/**
 * Decides what is rendered: the chosen components, the context, and for each file
 * its template.
 *
 * @throws Error when a component does not exist or two templates write one file.
 */
export function planLab(options: RenderLabOptions): RenderPlan {
  const { lab, templates, apps } = options;
  const components = readComponents(templates);
  const contextOf = (names: readonly string[]) =>
    labContext({ lab, apps, components, chosen: names });
  const chosen = chooseComponents(components, {
    wanted: [
      ...lab.cluster.components,
      ...apps.flatMap(app => app.components ?? []),
    ],
    contextOf,
  });
  const context = contextOf(chosen);
  return {
    components,
    chosen,
    context,
    files: planFiles(
      templates,
      templateSets({ lab, apps, components, chosen, templates }),
    ),
  };
}

/**
 * Renders a lab: the same inputs give the same files, byte for byte. A template
 * that renders to nothing but white space is not written.
 *
 * @returns path below the lab's folder to text, in the order of the paths
 * @throws TemplateError with template, line and column.
 * @public
 */
export function renderLab(
  options: RenderLabOptions,
): ReadonlyMap<string, string> {
  const { context, files } = planLab(options);
  const compiled = new Map<string, CompiledTemplate>();
  const rendered = new Map<string, string>();
  for (const { template, path, unit } of files) {
    const text = options.templates.get(template) ?? '';
    if (!template.endsWith(TEMPLATE_SUFFIX)) {
      rendered.set(path, text);
      continue;
    }
    let render = compiled.get(template);
    if (!render) {
      render = compileTemplate(template, text);
      compiled.set(template, render);
    }
    const output = render({ ...context, ...unit.context });
    if (output.trim() !== '') {
      rendered.set(path, output);
    }
  }
  return rendered;
}
