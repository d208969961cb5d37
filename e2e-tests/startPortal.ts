import { runPortal } from './runPortal';

/**
 * Starts the portal on its embedded lab before the first story; gives back what
 * stops it after the last.
 */
export default async function startPortal() {
  // While writing a story: use the portal that runs already.
  if (process.env.HOMESTAGE_PORTAL === 'running') {
    return undefined;
  }
  const portal = await runPortal(['--sandbox', '--reset']);
  return () => portal.stop();
}
