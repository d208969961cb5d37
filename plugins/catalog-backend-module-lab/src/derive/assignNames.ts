import { entityName } from '@homestage/backstage-plugin-lab-common';
import type { EntityDraft } from './EntityDraft';

type Wish = Pick<EntityDraft, 'key' | 'kind' | 'names' | 'presence'>;

/**
 * Gives each draft a name of its own within its kind. Where several wish the same
 * one, all of them take their next, so that none depends on who came first; a
 * draft whose wishes are used up is named by its key. What stands in Git does not
 * give way to what is only live, which may be gone in a minute. Same drafts, same
 * names, in whatever order they come.
 */
export function assignNames(drafts: readonly Wish[]): Map<string, string> {
  const inGit = drafts.filter(({ presence }) => presence !== 'live');
  const liveOnly = drafts.filter(({ presence }) => presence === 'live');
  const first = assign(inGit, new Set());
  const taken = new Set(
    inGit.map(draft => refOf(draft, first.get(draft.key)!)),
  );
  return new Map([...first, ...assign(liveOnly, taken)]);
}

function assign(
  drafts: readonly Wish[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const rank = new Map(drafts.map(({ key }) => [key, 0]));
  const nameOf = (draft: Wish) =>
    draft.names[rank.get(draft.key)!] ?? entityName(draft.key);
  // A round in which somebody moves uses up a wish, so wishes bound the rounds.
  let roundsLeft = drafts.reduce((sum, { names }) => sum + names.length, 0);
  let hasMoved = true;
  while (hasMoved && roundsLeft > 0) {
    roundsLeft -= 1;
    hasMoved = false;
    const byRef = groupBy(drafts, draft => refOf(draft, nameOf(draft)));
    for (const [ref, group] of byRef) {
      if (group.length > 1 || taken.has(ref)) {
        group.forEach(({ key }) => rank.set(key, rank.get(key)! + 1));
        hasMoved = true;
      }
    }
  }
  return new Map(drafts.map(draft => [draft.key, nameOf(draft)]));
}

/** The catalog compares names without regard to case. */
function refOf(draft: Wish, name: string): string {
  return `${draft.kind}/${name}`.toLowerCase();
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
