import {
  changesOf,
  config,
  dnsEndpoint,
  owned,
  replay,
} from '../__testUtils__/worlds';
import { parseOptions } from '../options/parseOptions';

/* What ExternalDNS does and no shared vector shows. */

const web = 'A web.openova.io 192.0.2.1';
const migrating = {
  compat: 'external-dns',
  registry: { ...config.registry, migrateFromTxtOwner: 'old' },
};

describe('in compat', () => {
  it('an owner is migrated only once something else changes, too', () => {
    const records = owned(web, 'old');
    const clusters = { eu: [dnsEndpoint('web', [web])] };
    const same = replay({ config: migrating, clusters, records });
    expect(changesOf(same)).toEqual([]);
    const moved = replay({
      config: migrating,
      clusters: { eu: [dnsEndpoint('web', ['A web.openova.io 192.0.2.9'])] },
      records,
    });
    expect(changesOf(moved)).toEqual([
      '~ A web.openova.io 192.0.2.9',
      '~ TXT _externaldns.a-web.openova.io me',
    ]);
  });

  it('a configuration is refused as ExternalDNS refuses its flags', () => {
    const problemsOf = (more: Record<string, unknown>) =>
      parseOptions({ ...config, compat: 'external-dns', ...more }).problems.map(
        each => each.path,
      );
    expect(problemsOf({ ignoreHostnameAnnotation: true })).toEqual([
      'externalDns.ignoreHostnameAnnotation',
    ]);
    expect(problemsOf({ annotationPrefix: '/' })).toEqual([]);
    expect(problemsOf({ annotationPrefix: 'no-slash' })).toHaveLength(1);
  });
});
