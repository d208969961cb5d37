import { parse } from 'yaml';
import { z } from 'zod';
import { RUNBOOK_AREAS } from './Runbook';

const text = z.string().trim().min(1);

const source = z.union([
  z.enum(['ask', 'condition']),
  z.strictObject({ entity: text, field: text }),
  z.strictObject({
    entity: text,
    annotation: text,
    part: z.enum(['namespace', 'name']).optional(),
  }),
  z.strictObject({ entity: text, object: text }),
]);

const frontMatterSchema = z.strictObject({
  title: text,
  description: text.regex(/\.$/, 'ends with a full stop'),
  area: z.enum(RUNBOOK_AREAS),
  // Read by the catalog: the kind of thing that this page is the first one for.
  homestage: z.looseObject({ kind: text }).optional(),
  parameters: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(
            /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+$/,
            'e.g. node.address',
          ),
        what: text,
        // Quoted in YAML where it would else be a number.
        example: text,
        from: source,
      }),
    )
    .default([]),
  conditions: z
    .array(
      z
        .string()
        .regex(/^[a-z]+\.[A-Za-z0-9_-]*[A-Za-z0-9_*]$/, 'e.g. ceph.OSD_DOWN'),
    )
    .default([]),
  tools: z
    .array(z.strictObject({ name: text, version: text.optional() }))
    .default([]),
  checked: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, YYYY-MM-DD'),
});

/** What the front matter of a runbook says, its kinds checked and nothing else. */
export type FrontMatter = z.output<typeof frontMatterSchema>;

/** The two halves of a page, and the line on which the second begins. */
export interface SplitPage {
  readonly matter: string;
  readonly body: string;
  readonly bodyLine: number;
}

/** Cuts a page behind its front matter; unset when it has none. */
export function splitPage(page: string): SplitPage | undefined {
  const [whole, matter] = /^---\n([\s\S]*?\n)---\n/.exec(page) ?? [];
  return whole === undefined
    ? undefined
    : {
        matter,
        body: page.slice(whole.length),
        bodyLine: whole.split('\n').length,
      };
}

/** The front matter, or what is wrong with it in one sentence for each field. */
export function readFrontMatter(matter: string): FrontMatter | string[] {
  let value: unknown;
  try {
    value = parse(matter, { logLevel: 'error' });
  } catch (error) {
    return [`front matter is not YAML: ${String(error).split('\n')[0]}`];
  }
  const result = frontMatterSchema.safeParse(value);
  return result.success
    ? result.data
    : result.error.issues.map(
        ({ path, message }) =>
          `front matter ${path.join('.') || '(whole)'}: ${message}`,
      );
}
