import type { Presence } from '@homestage/backstage-plugin-lab-common';

/** Where a thing was found that was found somewhere. */
export function presenceOf(found: {
  inGit: boolean;
  isLive: boolean;
}): Presence {
  if (found.inGit) {
    return found.isLive ? 'both' : 'git';
  }
  return 'live';
}
