import { formatIp, parseIpRange } from './IpRange';

const shown = (text: string) => {
  const range = parseIpRange(text);
  return (
    range &&
    `${formatIp(range.family, range.first)} to ${formatIp(
      range.family,
      range.last,
    )}`
  );
};

describe('parseIpRange', () => {
  it.each([
    ['192.168.1.0/24', '192.168.1.0 to 192.168.1.255'],
    ['192.168.1.77/30', '192.168.1.76 to 192.168.1.79'],
    ['192.168.1.9', '192.168.1.9 to 192.168.1.9'],
    ['192.168.1.9/32', '192.168.1.9 to 192.168.1.9'],
    ['0.0.0.0/0', '0.0.0.0 to 255.255.255.255'],
    ['10.0.0.1 - 10.0.1.0', '10.0.0.1 to 10.0.1.0'],
    ['fd00::/126', 'fd00:0:0:0:0:0:0:0 to fd00:0:0:0:0:0:0:3'],
    ['::1-::ff', '0:0:0:0:0:0:0:1 to 0:0:0:0:0:0:0:ff'],
  ])('reads %s', (text, range) => {
    expect(shown(text)).toBe(range);
  });

  it.each([
    '',
    '10.0.0.256',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.9-10.0.0.1',
    '10.0.0.1-fd00::1',
    '1::2::3',
    '${ADDRESS}',
  ])('refuses %j', text => {
    expect(parseIpRange(text)).toBeUndefined();
  });
});
