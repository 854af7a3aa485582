import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseOptions } from '@openova/dns-engine';
import { flags } from './flags';
import { flagsDocument } from './flagsDocument';

const minor = (version: string) => Number(version.split('.')[1]);
const knownTo = (version: string) =>
  flags.filter(
    ({ since, until }) =>
      minor(since) <= minor(version) &&
      (until === undefined || minor(until) >= minor(version)),
  );

describe('the table of flags', () => {
  it('has the flags of v0.14, those of v0.22 and the newest, --version included', () => {
    expect(knownTo('0.14')).toHaveLength(169 + 1);
    expect(knownTo('0.22')).toHaveLength(176);
    expect(flags.filter(flag => flag.until === undefined)).toHaveLength(180);
  });

  it('has each flag once', () => {
    expect(new Set(flags.map(flag => flag.name)).size).toBe(flags.length);
  });

  it('names only keys that the configuration knows', () => {
    const unknown = flags.flatMap(({ name, becomes }) => {
      if (becomes.as !== 'option') return [];
      const [key, inner] = becomes.key.split('.');
      const config = { [key]: inner === undefined ? '' : { [inner]: '' } };
      return parseOptions(config).problems.some(problem =>
        problem.message.startsWith('is not known'),
      )
        ? [name]
        : [];
    });
    expect(unknown).toEqual([]);
  });

  it('marks what must never be shown', () => {
    const secret = /password|secret$|api-key$|apikey|apisecret|aes-key|-token$/;
    const unmarked = flags.filter(
      flag => secret.test(flag.name) && !flag.secret,
    );
    expect(unmarked).toEqual([]);
  });

  it('is what docs/flags.md says', () => {
    const page = resolve(__dirname, '../../../../docs/flags.md');
    // Otherwise: yarn workspace @openova/external-dns-cli docs
    expect(readFileSync(page, 'utf8')).toBe(flagsDocument());
  });
});
