import type { Config } from '@backstage/config';

/**
 * Stops a production start that would let anybody in, or would show people a
 * made-up lab as theirs.
 *
 * @param config - the whole configuration
 * @param nodeEnv - value of NODE_ENV
 * @throws Error naming each key that has to go
 */
export function refuseUnsafeProduction(
  config: Config,
  nodeEnv: string | undefined,
): void {
  if (nodeEnv !== 'production') {
    return;
  }
  const faults: string[] = [];
  if (config.has('auth.providers.guest')) {
    faults.push(
      'auth.providers.guest lets anybody in; remove it and configure auth.providers.oidc (see app-config.production.yaml)',
    );
  }
  if (config.getOptionalBoolean('homestage.embeddedLab')) {
    faults.push(
      'homestage.embeddedLab is for trying Homestage out; remove it and name your own cluster (see app-config.local.example.yaml)',
    );
  }
  if (faults.length > 0) {
    throw new Error(
      `Homestage does not start in production: ${faults.join('. ')}.`,
    );
  }
}
