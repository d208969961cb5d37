import type { TreeApp, TreeVolume } from '@homestage/gitops-tree';

/** A claim that is to be another. */
export interface Move {
  readonly volume: TreeVolume;
  readonly app: TreeApp;
  /** What it is to be: of this class and size. */
  readonly storageClass: string;
  readonly size: string;
  readonly confirmation?: string;
}

/** What a volume that only grows comes to. */
export function describeGrowth({
  volume,
  size,
}: Pick<Move, 'volume' | 'size'>): string {
  return `Grows claim \`${volume.name}\` from ${
    volume.size ?? 'a size that the tree does not say'
  } to ${size}. Its class lets volumes grow, so it stays where it is and nothing is copied; some storage grows it only when its pod is started again. **It cannot shrink again**: reverting this pull request is refused by the cluster.`;
}
