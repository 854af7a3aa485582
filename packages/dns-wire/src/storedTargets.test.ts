import { domainToASCII } from 'node:url';
import { DnsValueError } from './errors';
import { dataOfTarget, storedTargets } from './storedTargets';

describe('targets as they are stored', () => {
  it.each([
    ['AAAA', ['2001:0DB8:0:0::1', '2001:db8::1'], ['2001:db8::1']],
    ['CNAME', ['bücher.example.org.'], ['xn--bcher-kva.example.org']],
    ['TXT', ['no quotes'], ['"no quotes"']],
    ['A', ['192.0.2.1', 'none'], ['192.0.2.1', 'none']],
  ] as const)('%s %p', (type, targets, stored) => {
    expect(storedTargets(type, targets, domainToASCII)).toEqual(stored);
  });

  it('say what is wrong when they are read one by one', () => {
    expect(() => dataOfTarget('A', 'none', domainToASCII)).toThrow(
      DnsValueError,
    );
  });
});
