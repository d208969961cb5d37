import { InputError } from '@backstage/errors';
import {
  checkForm,
  deriveFormFacts,
  formDraftSchema,
} from '@homestage/backstage-plugin-gitops-common';
import type { CurrentTree } from '../actions/currentTree';
import type { Wish, WishPlan } from './Wish';
import { WISHES } from './WISHES';

/**
 * Plans a wish on the tree as it is now. Everything that the form checks is
 * checked again, so that a run that did not come from it is refused with the
 * same words. Throws InputError naming the field.
 *
 * @param kind - a key of {@link WISHES}
 */
export function planWish(
  kind: string,
  values: Readonly<Record<string, unknown>>,
  current: CurrentTree,
): WishPlan {
  const wish: Wish | undefined = WISHES[kind];
  if (!wish) {
    throw new InputError(
      `wish: '${kind}' is not known. Known are ${Object.keys(WISHES).join(
        ', ',
      )}.`,
    );
  }
  const parsed = wish.schema.safeParse(withoutGaps(values));
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(({ path, message }) => `${path.join('.')}: ${message}.`)
        .join(' '),
    );
  }
  assertFields(parsed.data, current);
  return wish.plan(parsed.data, current.tree);
}

/** Forms leave empty texts and nulls where nothing was filled in. */
function withoutGaps(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && value !== null && value !== undefined,
    ),
  );
}

/** Throws InputError with everything that is wrong with a form. */
export function assertFields(
  values: unknown,
  { repository, tree }: CurrentTree,
): void {
  const facts = deriveFormFacts({
    repository,
    ...tree,
    revision: tree.commit,
    state: {
      source: `git/${repository.name}`,
      title: repository.name,
      status: 'live',
      since: '',
      message: '',
    },
  });
  const problems = checkForm(formDraftSchema.parse(values), facts);
  if (problems.length > 0) {
    throw new InputError(
      problems.map(({ field, message }) => `${field}: ${message}`).join(' '),
    );
  }
}
