import { answered, machine, resource, seen } from '../__testUtils__/snapshots';
import { readMachine } from './readMachine';

const securityOf = (tag: string | undefined, spec?: object) =>
  readMachine(
    machine('worker-01', '10.0.0.11', {
      parts: {
        version: answered(tag ? { version: { tag } } : {}),
        ...(spec ? { security: seen(resource('securitystate', spec)) } : {}),
      },
    }),
  ).security;

const UKI = { secureBoot: false, bootedWithUKI: true };

describe('the security state of a machine', () => {
  it.each([
    ['v1.13.9', UKI, true, false],
    ['v1.14.0', { secureBoot: false }, false, false],
    ['v1.14.0', { ...UKI, moduleSignatureEnforced: true }, true, true],
    // Whether the field exists there was not looked up.
    ['v1.12.11', UKI, true, undefined],
    [undefined, UKI, true, undefined],
  ])('%s with %j', (tag, spec, isBootedWithUki, isModuleSignatureEnforced) => {
    expect(securityOf(tag, spec)).toMatchObject({
      isSecureBoot: false,
      isBootedWithUki,
      isModuleSignatureEnforced,
    });
  });

  it('is not known before it was read', () => {
    expect(securityOf('v1.13.9')).toBeUndefined();
  });
});
