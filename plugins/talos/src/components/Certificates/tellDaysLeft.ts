import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import type { talosTranslationRef } from '../../translation';

/** Days that a certificate has left, in words: less than one is not none. */
export function tellDaysLeft(
  daysLeft: number,
  t: TranslationFunction<(typeof talosTranslationRef)['T']>,
): string {
  if (daysLeft < 0) {
    return t('certificates.ended');
  }
  return daysLeft < 1
    ? t('certificates.lessThanDay')
    : t('certificates.daysLeft', { count: daysLeft });
}
