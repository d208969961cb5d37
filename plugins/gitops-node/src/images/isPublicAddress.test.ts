import { isPublicAddress } from './isPublicAddress';

describe('isPublicAddress', () => {
  it.each(['140.82.121.34', '1.1.1.1', '172.15.0.1', '2606:4700::6810:1'])(
    'takes %s for public',
    address => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.100.1.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.10',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'lab.example',
  ])('takes %s for none', address => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
