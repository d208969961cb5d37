import { LineCounter, parseDocument } from 'yaml';
import { componentSchema } from './Component';
import type { Component } from './Component';

const METADATA = /^components\/([^/]+)\/component\.yaml$/;

/**
 * Reads the metadata of all components below a templates folder.
 *
 * @param templates - path below the templates folder to text
 * @returns the components by name, sorted by name
 * @throws Error naming file, line and field of the first mistake.
 * @public
 */
export function readComponents(
  templates: ReadonlyMap<string, string>,
): ReadonlyMap<string, Component> {
  const components = new Map<string, Component>();
  for (const path of [...templates.keys()].sort()) {
    const folder = METADATA.exec(path)?.[1];
    if (folder) {
      components.set(
        folder,
        readComponent(path, folder, templates.get(path) ?? ''),
      );
    }
  }
  return components;
}

function readComponent(path: string, folder: string, text: string): Component {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fail = (offset: number, problem: string): never => {
    const { line, col } = lines.linePos(offset);
    throw new Error(`${path}:${line}:${col} ${problem}`);
  };
  const [error] = document.errors;
  if (error) {
    fail(error.pos[0], error.message.split('\n')[0]);
  }
  const offsetOf = (fields: readonly PropertyKey[]): number => {
    for (let length = fields.length; length > 0; length -= 1) {
      const node = document.getIn(fields.slice(0, length), true);
      const range = (node as { range?: [number, number, number] } | undefined)
        ?.range;
      if (range) {
        return range[0];
      }
    }
    return 0;
  };
  const parsed = componentSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return fail(
      offsetOf(issue.path),
      `${issue.path.join('.') || 'the file'}: ${issue.message}`,
    );
  }
  if (parsed.data.name !== folder) {
    fail(offsetOf(['name']), `name: write ${folder}, the name of the folder`);
  }
  return parsed.data;
}
