import { readOptions } from './readOptions';

const types = {
  config: 'text',
  zone: 'texts',
  ownership: 'switch',
  output: ['text', 'json'],
} as const;

describe('readOptions', () => {
  it('reads texts, repeated texts, switches and positionals', () => {
    const options = readOptions(
      ['host', '--config=a', '--zone', 'x', '--zone', 'y', '--ownership', '-'],
      types,
    );
    expect(options.text('config')).toBe('a');
    expect(options.texts('zone')).toEqual(['x', 'y']);
    expect(options.has('ownership')).toBe(true);
    expect(options.has('output')).toBe(false);
    expect(options.positionals).toEqual(['host', '-']);
  });

  it.each([
    [['--confg', 'a'], 'there is no option --confg: was --config meant?'],
    [['--frobnicate-all-of-it'], 'there is no option --frobnicate-all-of-it.'],
    [['--config'], '--config needs a value.'],
    [['--config', '--ownership'], '--config needs a value.'],
    [['--ownership=yes'], '--ownership takes no value.'],
    [['--output', 'xml'], '--output must be one of text, json.'],
    [['--constructor'], 'there is no option --constructor'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args, types)).toThrow(message);
  });
});
