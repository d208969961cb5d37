import { InputError } from '@backstage/errors';
import type { WishTree } from './Wish';

/**
 * Throws InputError when the tree does not bring an operator, by the charts of
 * its releases and the names of its Kustomizations; in a tree of Argo CD, by its
 * charts and the names of its apps.
 *
 * @param names - of its chart, Kustomization or app, such as `cloudnative-pg`
 * @param field - of the form, for what is refused
 */
export function requireOperator(
  names: readonly string[],
  { title, kind }: { title: string; kind: string },
  { index }: WishTree,
  field = 'app',
): void {
  const isThere =
    index.helmReleases.some(
      ({ chart, name, state }) =>
        state === 'reached' &&
        (names.includes(chart?.name ?? '') || names.includes(name)),
    ) ||
    [
      ...index.kustomizations,
      ...index.charts,
      ...index.apps.filter(({ applications }) => applications.length > 0),
    ].some(({ name, state }) => state === 'reached' && names.includes(name));
  if (!isThere) {
    throw new InputError(
      `${field}: the tree does not install ${title}, so nothing would take care of a ${kind}. Add ${title} first.`,
    );
  }
}
