/** One file to be rendered: which template, where to, with what besides the lab. */
export interface PlannedFile {
  /** Path of the template below the templates folder. */
  template: string;
  /** Path of the file below the lab's folder. */
  path: string;
  /** The unit's own part of the context, such as `{ node }`. */
  unit: Unit;
}

/** What a template set is rendered once for. */
export interface Unit {
  /** Unique in a lab, for messages: `component cilium`, `app media/sonarr`. */
  id: string;
  /** Names that only this unit's templates see. */
  context: Readonly<Record<string, unknown>>;
}

/** A folder of templates that is rendered for a unit. */
export interface TemplateSet {
  /** Folder below the templates folder, with its "/". */
  folder: string;
  /** Folder below the lab's folder, with its "/" unless it is the lab's own. */
  target: string;
  unit: Unit;
  /** Folders inside that go elsewhere: folder to target. */
  moved?: Readonly<Record<string, string>>;
}

export const TEMPLATE_SUFFIX = '.j2';

/** Files of a template folder that describe it and are never written. */
const METADATA = new Set(['component.yaml', 'README.md']);

/** The files that template sets make, in the order of their paths. */
export function planFiles(
  templates: ReadonlyMap<string, string>,
  sets: readonly TemplateSet[],
): PlannedFile[] {
  const paths = [...templates.keys()].sort();
  const planned = new Map<string, PlannedFile>();
  for (const set of sets) {
    for (const template of paths) {
      if (template.startsWith(set.folder)) {
        const inside = template.slice(set.folder.length);
        if (!METADATA.has(inside)) {
          place(planned, {
            template,
            path: targetOf(set, inside),
            unit: set.unit,
          });
        }
      }
    }
  }
  return [...planned.values()].sort((one, other) =>
    one.path < other.path ? -1 : 1,
  );
}

function targetOf(set: TemplateSet, inside: string): string {
  const name = inside.endsWith(TEMPLATE_SUFFIX)
    ? inside.slice(0, -TEMPLATE_SUFFIX.length)
    : inside;
  for (const [folder, target] of Object.entries(set.moved ?? {})) {
    if (name.startsWith(folder)) {
      return target + name.slice(folder.length);
    }
  }
  return set.target + name;
}

function place(planned: Map<string, PlannedFile>, file: PlannedFile): void {
  const other = planned.get(file.path);
  if (other) {
    throw new Error(
      `${file.path} would be written twice: for ${other.unit.id} by ${other.template}, and for ${file.unit.id} by ${file.template}`,
    );
  }
  planned.set(file.path, file);
}
