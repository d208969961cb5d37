/** One run of a form, and what it must be before. */
interface SequenceStep {
  readonly step: string;
  readonly values: object;
  /** Values with which the step is refused, and how. */
  readonly refusedWith?: object;
  readonly refusal?: RegExp;
}

/** A form that is run several times: each plan is merged before the next run. */
export interface Sequence {
  readonly tree: string;
  /** Of the expected files. */
  readonly name: string;
  readonly path: string;
  readonly template: string;
  readonly steps: readonly SequenceStep[];
  /** A run after the last step. */
  readonly end: { readonly values: object; readonly refusal: RegExp };
}

export const SEQUENCES: readonly Sequence[] = [
  {
    tree: 'reference-lab',
    name: 'restore',
    path: 'kubernetes',
    template: 'restore-database',
    steps: [
      {
        step: 'recover',
        values: {
          database: 'cloud/memos-db',
          targetTime: '2026-11-28T22:30:00+01:00',
        },
        refusedWith: { database: 'cloud/memos-db', targetTime: 'yesterday' },
        refusal: /targetTime/,
      },
      {
        step: 'switch',
        values: { database: 'cloud/memos-db' },
        refusedWith: {
          database: 'cloud/memos-db',
          targetTime: '2026-11-28T10:00:00Z',
        },
        refusal: /targetTime: memos-db-2 is recovered to 2026-11-28T21:30/,
      },
      {
        step: 'remove',
        values: { database: 'cloud/memos-db', confirmation: 'memos-db' },
        refusedWith: { database: 'cloud/memos-db' },
        refusal: /confirmation: memos-db-2 is used instead .* Type memos-db /,
      },
    ],
    end: {
      values: { database: 'cloud/memos-db' },
      refusal: /no PostgreSQL cluster cloud\/memos-db/,
    },
  },
  {
    tree: 'single-node',
    name: 'restore',
    path: 'cluster',
    template: 'restore-database',
    steps: [
      { step: 'recover', values: { database: 'notes/memos-db' } },
      { step: 'switch', values: { database: 'notes/memos-db' } },
      {
        step: 'remove',
        values: { database: 'notes/memos-db', confirmation: 'memos-db' },
      },
    ],
    end: {
      values: { database: 'notes/memos-db' },
      refusal: /no PostgreSQL cluster notes\/memos-db/,
    },
  },
];
