import { freeAddress } from './freeAddress';

const taken = (address: string) => ({
  address,
  owner: 'Service media/plex',
  file: 'plex.yaml',
  line: 1,
});

const pool = (first: string, last: string) => ({
  name: 'pool',
  blocks: [{ first, last }],
});

describe('freeAddress', () => {
  it('offers the first that nobody has, over the end of a byte', () => {
    expect(
      freeAddress({
        addressPools: [pool('10.0.0.254', '10.0.1.2')],
        addresses: [taken('10.0.0.254'), taken('10.0.0.255')],
        nodes: [{ name: 'a', address: '10.0.1.0', isControlPlane: false }],
      }),
    ).toBe('10.0.1.1');
  });

  it('offers none when all are given out, or there is no pool', () => {
    const addresses = [taken('10.0.0.1')];
    const pools = [pool('10.0.0.1', '10.0.0.1')];
    expect(
      freeAddress({ addressPools: pools, addresses, nodes: [] }),
    ).toBeUndefined();
    expect(
      freeAddress({ addressPools: [], addresses: [], nodes: [] }),
    ).toBeUndefined();
  });

  it('offers none of a pool of IPv6, which it can not count', () => {
    expect(
      freeAddress({
        addressPools: [pool('fd00::1', 'fd00::9')],
        addresses: [],
        nodes: [],
      }),
    ).toBeUndefined();
  });
});
