import { ConfigReader } from '@backstage/config';
import { refuseUnsafeProduction } from './refuseUnsafeProduction';

const guest = { auth: { providers: { guest: {} } } };
const embedded = { homestage: { embeddedLab: true } };
const oidc = { auth: { providers: { oidc: {} } } };

describe('refuseUnsafeProduction', () => {
  it.each([
    ['guest sign-in', guest, 'auth.providers.guest'],
    ['the embedded lab', embedded, 'homestage.embeddedLab'],
  ])('refuses %s in production and names the key', (_, config, key) => {
    expect(() =>
      refuseUnsafeProduction(new ConfigReader(config), 'production'),
    ).toThrow(key);
  });

  it('lets a production with OIDC start', () => {
    expect(() =>
      refuseUnsafeProduction(new ConfigReader(oidc), 'production'),
    ).not.toThrow();
  });

  it('lets the embedded lab start with guest sign-in in development', () => {
    expect(() =>
      refuseUnsafeProduction(
        new ConfigReader({ ...guest, ...embedded }),
        'development',
      ),
    ).not.toThrow();
  });
});
