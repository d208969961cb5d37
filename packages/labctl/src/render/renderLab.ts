import { chooseComponents } from '../components/chooseComponents';
import { readComponents } from '../components/readComponents';
import type { Component } from '../components/Component';
import type { ResolvedLab } from '../model/ResolvedLab';
import { componentsOfApps, resolveApps } from '../presets/resolveApps';
import type { Preset } from '../presets/presetSchema';
import { WishError } from './WishError';
import { compileTemplate } from './jinja/compileTemplate';
import type { CompiledTemplate } from './jinja/compileTemplate';
import { labContext } from './labContext';
import type { LabContext } from './labContext';
import { toPlainKustomize } from './plain/toPlainKustomize';
import { planFiles, TEMPLATE_SUFFIX } from './planFiles';
import type { PlannedFile } from './planFiles';
import { templateSets } from './templateSets';
import type { RenderedApp } from './templateSets';

/** What a lab is rendered from. @public */
export interface RenderLabOptions {
  lab: ResolvedLab;
  /** The templates folder: path below it to text. */
  templates: ReadonlyMap<string, string>;
  /** The presets of apps by name. */
  presets: ReadonlyMap<string, Preset>;
}

/** A lab as files. @public */
export interface RenderedLab {
  /** Names of the chosen components, sorted. */
  components: readonly string[];
  /** Path below the lab's folder to text, in the order of the paths. */
  files: ReadonlyMap<string, string>;
  /**
   * The secrets of the lab as their shapes: plain Secrets with placeholders for
   * values, by the path of the SOPS file that `infra secrets` makes of each. They
   * are never written as they are.
   */
  secretShapes: ReadonlyMap<string, string>;
}

/** What a lab is rendered from: also what makejinja is given to compare. */
export interface RenderPlan {
  components: ReadonlyMap<string, Component>;
  /** Names of the chosen components, sorted. */
  chosen: readonly string[];
  apps: readonly RenderedApp[];
  context: LabContext;
  files: readonly PlannedFile[];
}

/**
 * Decides what is rendered: the chosen components, the apps with their presets, the
 * context, and for each file its template.
 *
 * @throws Error when a component does not exist, an app cannot be had in this lab,
 * or two templates write one file.
 */
export function planLab(options: RenderLabOptions): RenderPlan {
  const { lab, templates, presets } = options;
  const components = readComponents(templates);
  const machines = lab.cluster.virtual_machines.map(machine => ({
    ...machine,
    namespace_labels: {},
  }));
  const chosen = chooseComponents(components, {
    wanted: [...lab.cluster.components, ...componentsOfApps(lab, presets)],
    contextOf: names =>
      labContext({
        lab,
        apps: [],
        machines,
        components,
        chosen: names,
        templates,
      }),
  });
  const { apps, problems } = resolveApps(lab, { presets, components: chosen });
  if (problems.length > 0) {
    throw new WishError(problems);
  }
  const parts = { lab, apps, machines, components, chosen, templates };
  return {
    components,
    chosen,
    apps,
    context: labContext(parts),
    files: planFiles(templates, templateSets(parts)),
  };
}

const sortedByPath = (files: ReadonlyMap<string, string>) =>
  new Map([...files].sort(([one], [other]) => (one < other ? -1 : 1)));

/** Files that SOPS encrypts. */
const SOPS_FILE = /[^/]\.sops\.ya?ml$/;

/**
 * The texts of a plan as the templates give them, before anything is made of them:
 * what makejinja makes of the same templates and the same context, byte for byte.
 *
 * @throws TemplateError with template, line and column.
 */
export function renderTemplates(
  { context, files }: RenderPlan,
  templates: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const compiled = new Map<string, CompiledTemplate>();
  const compiledOf = (template: string): CompiledTemplate => {
    const render =
      compiled.get(template) ??
      compileTemplate(template, templates.get(template) ?? '');
    compiled.set(template, render);
    return render;
  };
  const rendered = new Map<string, string>();
  for (const { template, path, unit } of files) {
    const text = template.endsWith(TEMPLATE_SUFFIX)
      ? compiledOf(template)({ ...context, ...unit.context })
      : templates.get(template) ?? '';
    if (text.trim() !== '') {
      rendered.set(path, text);
    }
  }
  return rendered;
}

/**
 * Renders a lab: the same inputs give the same files, byte for byte. A template
 * that renders to nothing but white space is not written.
 *
 * @throws TemplateError with template, line and column.
 * @public
 */
export function renderLab(options: RenderLabOptions): RenderedLab {
  const plan = planLab(options);
  const files = new Map<string, string>();
  const secretShapes = new Map<string, string>();
  for (const [path, text] of renderTemplates(plan, options.templates)) {
    (SOPS_FILE.test(path) ? secretShapes : files).set(path, text);
  }
  for (const { name, namespace, config_files } of plan.apps) {
    for (const file of config_files) {
      files.set(
        `kubernetes/apps/${namespace}/${name}/app/resources/${file.name}`,
        file.text,
      );
    }
  }
  return {
    components: plan.chosen,
    files: sortedByPath(
      options.lab.computed.uses_flux ? files : toPlainKustomize(files),
    ),
    secretShapes,
  };
}
