import fc from 'fast-check';
import { addressFamily, contains, parseAddress, parseNetwork } from './address';

describe('addresses', () => {
  it.each([
    ['192.0.2.1', 4],
    ['255.255.255.255', 4],
    ['192.0.2.01', 0],
    ['192.0.2', 0],
    ['192.0.2.256', 0],
    ['192.0.2.1.', 0],
    ['192.0.2.1/24', 0],
    ['0x7f.0.0.1', 0],
    ['::', 6],
    ['2001:db8::1', 6],
    ['2001:DB8:0:0:0:0:0:1', 6],
    ['::ffff:192.0.2.1', 6],
    ['fe80::1%eth0', 6],
    ['fe80::1%', 0],
    ['2001:db8::1::2', 0],
    ['2001:db8:1:2:3:4:5', 0],
    ['1:2:3:4:5:6:7:8:9', 0],
    ['1:2:3:4:5:6::8', 6],
    ['1::3:4:5:6:7:8', 6],
    ['1:2:3:4::5:6:7:8', 0],
    [':1', 0],
    ['12345::', 0],
    ['web.openova.io', 0],
    ['', 0],
  ])('%j is of family %d', (value, family) => {
    expect(addressFamily(value)).toBe(family);
    expect(parseAddress(value)?.family ?? 0).toBe(family);
  });

  it('of four bytes are read back', () => {
    fc.assert(
      fc.property(fc.ipV4(), value => {
        expect(parseAddress(value)?.bytes.join('.')).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), value => {
        expect(addressFamily(value)).toBe(6);
      }),
    );
  });

  it.each([
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/25', '192.0.2.128', false],
    ['192.0.2.0/24', '::ffff:192.0.2.1', true],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['2001:db8::/32', '192.0.2.1', false],
  ])('%s contains %s: %s', (network, address, expected) => {
    const parsed = parseNetwork(network);
    const member = parseAddress(address);
    expect(parsed && member && contains(parsed, member)).toBe(expected);
  });

  it.each(['192.0.2.0', '192.0.2.0/33', '192.0.2.0/+1', 'x/8', '::/129', '/8'])(
    '%j is no network',
    value => {
      expect(parseNetwork(value)).toBeUndefined();
    },
  );
});
