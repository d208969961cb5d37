import { field } from '../read/field';
import { recordField } from '../read/recordField';
import { textField } from '../read/textField';
import type { TreeClaim } from '../types';
import { fillTemplate } from './fillTemplate';
import type { TemplateContext } from './fillTemplate';

const CLAIM = 'persistentVolumeClaim';

/** The volumes of an app-template release: claims it makes, and claims it takes for granted. */
export function readValueClaims(context: TemplateContext): TreeClaim[] {
  return Object.entries(recordField(context.values, 'persistence')).flatMap(
    ([id, entry]): TreeClaim[] => {
      if (field(entry, 'enabled') === false) {
        return [];
      }
      const existing = textField(entry, 'existingClaim');
      if (existing) {
        return [{ name: fillTemplate(existing, context), isCreated: false }];
      }
      const size = textField(entry, 'size');
      if (!size || (textField(entry, 'type') ?? CLAIM) !== CLAIM) {
        return [];
      }
      const storageClass = textField(entry, 'storageClass');
      return [
        {
          name: `${context.releaseName}-${id}`,
          isCreated: true,
          size,
          ...(storageClass && { storageClass }),
        },
      ];
    },
  );
}
