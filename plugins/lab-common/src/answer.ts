import { z } from 'zod';
import { sourceStateSchema } from './sourceState';

/**
 * The envelope of every list answer: rows, and how far they can be trusted.
 * One dead source never empties the page: its rows stay, its state says so.
 *
 * @param row - schema of one row
 * @public
 */
export function answerSchema<T extends z.ZodType>(row: T) {
  return z.object({
    /** State of every source the rows were made from. */
    sources: z.array(sourceStateSchema),
    /** Changes whenever the rows or the source states change; also the ETag. */
    revision: z.string(),
    rows: z.array(row),
  });
}
