/**
 * @jest-environment node
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTool } from '@homestage/real-components';
import { inputsOf, LABS, readFiles, TEMPLATES } from '../__testUtils__/labs';
import { DELIMITERS } from './jinja/syntax';
import { TEMPLATE_SUFFIX } from './planFiles';
import { planLab, renderTemplates } from './renderLab';
import type { RenderPlan } from './renderLab';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'makejinja-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

/**
 * A plan as a makejinja project: every planned file is a template at its own path,
 * and begins with a line that gives it the names of its unit.
 */
function writeProject({ context, files }: RenderPlan): void {
  const units: Record<string, object> = {};
  for (const { template, path, unit } of files) {
    units[unit.id] = unit.context;
    const isTemplate = template.endsWith(TEMPLATE_SUFFIX);
    const names = Object.keys(unit.context)
      .map(
        name =>
          `#% set ${name} = units[${JSON.stringify(unit.id)}].${name} %#\n`,
      )
      .join('');
    put(
      `input/${path}${isTemplate ? TEMPLATE_SUFFIX : ''}`,
      `${isTemplate ? names : ''}${TEMPLATES.get(template)}`,
    );
  }
  put('context.json', JSON.stringify({ ...context, units }));
}

const delimiters = Object.entries({
  'block-start': DELIMITERS.blockStart,
  'block-end': DELIMITERS.blockEnd,
  'variable-start': DELIMITERS.variableStart,
  'variable-end': DELIMITERS.variableEnd,
  'comment-start': DELIMITERS.commentStart,
  'comment-end': DELIMITERS.commentEnd,
}).flatMap(([name, mark]) => [`--delimiter-${name}`, mark]);

describe('makejinja', () => {
  it.each(LABS)('renders %s to the same bytes', async name => {
    const plan = planLab(inputsOf(name));
    writeProject(plan);
    await runTool(
      'makejinja',
      [
        ...['--input', 'input', '--output', 'output', '--data', 'context.json'],
        ...['--jinja-suffix', TEMPLATE_SUFFIX, '--undefined', 'strict'],
        ...delimiters,
      ],
      { cwd: folder },
    );
    const ours = renderTemplates(plan, TEMPLATES);
    const theirs = readFiles(join(folder, 'output'));
    expect([...theirs.keys()].sort()).toEqual([...ours.keys()].sort());
    for (const [path, text] of ours) {
      expect({ path, text: theirs.get(path) }).toEqual({ path, text });
    }
  });
});
