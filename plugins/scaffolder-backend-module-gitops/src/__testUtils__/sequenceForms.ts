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
  {
    tree: 'reference-lab',
    name: 'move-restored',
    path: 'kubernetes',
    template: 'move-volume',
    steps: [
      {
        step: 'stop',
        values: {
          claim: 'media/sonarr',
          volume: { storageClass: 'ceph-filesystem', size: '5Gi' },
        },
        refusedWith: {
          claim: 'media/sonarr',
          volume: { storageClass: 'ceph-block', size: '5Gi' },
        },
        refusal:
          /volume\.storageClass: media\/sonarr is 5Gi of class ceph-block/,
      },
      {
        step: 'restore',
        values: {
          claim: 'media/sonarr',
          volume: { storageClass: 'ceph-filesystem', size: '5Gi' },
          confirmation: 'sonarr',
        },
        refusedWith: {
          claim: 'media/sonarr',
          volume: { storageClass: 'ceph-filesystem', size: '5Gi' },
        },
        refusal: /confirmation: the next step deletes claim sonarr/,
      },
      {
        step: 'start',
        values: {
          claim: 'media/sonarr',
          volume: { storageClass: 'ceph-filesystem', size: '5Gi' },
        },
      },
    ],
    end: {
      values: {
        claim: 'media/sonarr',
        volume: { storageClass: 'ceph-filesystem', size: '5Gi' },
      },
      refusal: /is 5Gi of class ceph-filesystem already/,
    },
  },
  ...[
    { tree: 'reference-lab', path: 'kubernetes', claim: 'home/mosquitto' },
    { tree: 'single-node', path: 'cluster', claim: 'media/jellyfin' },
  ].map(({ tree, path, claim }): Sequence => {
    const volume =
      tree === 'single-node'
        ? { storageClass: 'nas', size: '10Gi' }
        : { storageClass: 'ceph-filesystem' };
    const name = claim.split('/')[1];
    return {
      tree,
      name: 'move-copied',
      path,
      template: 'move-volume',
      steps: [
        { step: 'stop', values: { claim, volume } },
        { step: 'copy', values: { claim, volume } },
        { step: 'switch', values: { claim, volume } },
        {
          step: 'remove',
          values: { claim, volume, confirmation: name },
          refusedWith: { claim, volume },
          refusal: new RegExp(`confirmation: ${name}-2 is used instead`),
        },
      ],
      end: {
        values: { claim, volume },
        refusal: new RegExp(`claim: The tree has no claim ${claim}`),
      },
    };
  }),
];
