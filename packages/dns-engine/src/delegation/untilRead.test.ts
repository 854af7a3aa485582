import {
  changesOf,
  config,
  dnsEndpoint,
  owned,
  replay,
  verdictsOf,
} from '../__testUtils__/worlds';

const web = 'A web.openova.io 192.0.2.1';

/** Served in a version that nobody here knows: what k8gb says cannot be read. */
const unknown = {
  apiVersion: 'k8gb.io/v9',
  kind: 'ZoneDelegation',
  metadata: { name: 'gslb' },
};

function world(more: object) {
  return replay({
    config: { ...config, sources: ['crd', 'k8gb'] },
    clusters: { eu: [dnsEndpoint('web', [web]), unknown] },
    ...more,
  });
}

describe('a cluster whose delegations are not known', () => {
  it('gets no new name, which may lie below a cut', () => {
    const result = world({});
    expect(changesOf(result)).toEqual([]);
    expect(verdictsOf(result)).toContain('eu/web web.openova.io A gslb-unread');
  });

  it('keeps what stands', () => {
    const records = owned('A web.openova.io 192.0.2.9');
    expect(changesOf(world({ records }))).toEqual([]);
  });

  it('is no reason to keep another one waiting', () => {
    const clusters = {
      eu: [unknown],
      us: [dnsEndpoint('web', [web])],
    };
    expect(changesOf(world({ clusters }))).toContain(
      '+ A web.openova.io 192.0.2.1',
    );
  });

  it('is served as ever without k8gb among the sources', () => {
    expect(changesOf(world({ config }))).toContain(
      '+ A web.openova.io 192.0.2.1',
    );
  });
});
