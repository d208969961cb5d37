import { formatShortRef, type FluxRef } from '../contract/row';
import type { Block } from './findBlock';

/**
 * One sentence about the root cause of a block.
 *
 * @param message - what the root cause says about itself
 */
export function tellBlock(block: Block, message: string | undefined): string {
  const cause = block.path[block.path.length - 1];
  const name = nameOf(cause);
  const because = message ? `: ${message}` : '';
  switch (block.why) {
    case 'suspended':
      return `${name} is suspended, so changes in Git stop there`;
    case 'missing':
      return `${name} does not exist`;
    case 'cycle':
      return `The dependencies run in a circle through ${name}`;
    case 'failing':
      return `${name} fails${because}`;
    case 'not-ready':
      return `${name} is not ready yet${because}`;
    default: {
      const never: never = block.why;
      return `${formatShortRef(cause)}: ${never}`;
    }
  }
}

function nameOf(ref: FluxRef): string {
  return `${ref.kind} ${ref.namespace}/${ref.name}`;
}
