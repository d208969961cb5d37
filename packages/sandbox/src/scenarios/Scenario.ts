import { parse } from 'yaml';
import { z } from 'zod';
import { parseDuration } from '../controllers/runtime/parseDuration';
import { TALOS_FAULTS } from '../talos/TalosFault';

const duration = z
  .string()
  .regex(
    /^(\d+(\.\d+)?(ms|s|m|h))+$/,
    'must be a duration such as 30s or 1m30s',
  )
  .transform(text => parseDuration(text, 0));

const base = { after: duration.default(0) };

const commit = z.strictObject({
  ...base,
  action: z.literal('commit'),
  message: z.string().min(1),
  edits: z
    .array(
      z.strictObject({
        file: z.string().min(1),
        /** Must stand in the file exactly once. */
        find: z.string().min(1),
        replace: z.string(),
      }),
    )
    .min(1),
});

const set = z.strictObject({
  ...base,
  action: z.literal('set'),
  object: z.strictObject({
    apiVersion: z.string().min(1),
    kind: z.string().min(1),
    namespace: z.string().optional(),
    name: z.string().min(1),
  }),
  field: z
    .string()
    .regex(/^[A-Za-z]\w*(\.\w+)*$/, 'must be a path such as spec.suspend'),
  value: z.union([z.boolean(), z.number(), z.string()]),
});

const step = z.discriminatedUnion('action', [
  commit,
  set,
  z.strictObject({
    ...base,
    action: z.literal('power'),
    node: z.string().min(1),
    isOn: z.boolean(),
  }),
  z.strictObject({
    ...base,
    action: z.literal('machines'),
    /** The others were never there. */
    keep: z.array(z.string().min(1)).min(1),
  }),
  z.strictObject({
    ...base,
    action: z.literal('image'),
    /** Part of an image reference. */
    image: z.string().min(1),
    becomes: z.enum(['missing', 'crashing', 'fine']),
  }),
  z.strictObject({
    ...base,
    action: z.literal('talos'),
    node: z.string().min(1),
    fault: z.enum(TALOS_FAULTS),
    isThere: z.boolean().default(true),
  }),
  z.strictObject({
    ...base,
    action: z.literal('controller'),
    name: z.string().min(1),
    runs: z.boolean(),
  }),
]);

const schema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  steps: z.array(step),
});

/** One thing that happens, `after` milliseconds from the start. @public */
export type ScenarioStep = z.infer<typeof step>;

/** A starting lab and timed faults. @public */
export interface Scenario extends z.infer<typeof schema> {
  /** Name of the file, without its ending. */
  name: string;
}

/**
 * Reads a scenario file.
 *
 * @throws Error that names the file and every field that is wrong
 * @public
 */
export function parseScenario(name: string, text: string): Scenario {
  const file = `scenario ${name}.yaml`;
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    throw new Error(`${file} is not YAML: ${String(cause)}`, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return { name, ...parsed.data };
  const problems = parsed.error.issues.map(
    ({ path, message }) =>
      `${path.map(String).join('.') || 'file'}: ${message}`,
  );
  throw new Error(`${file} is not a scenario: ${problems.join('; ')}`);
}
