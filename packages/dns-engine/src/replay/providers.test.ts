import {
  changesOf,
  dnsEndpoint,
  owned,
  record,
  replay,
  verdictsOf,
} from '../__testUtils__/worlds';
import { anyProvider } from '../plan/anyProvider';
import { ReplayContext } from '../replay';

/* What the pure half of a provider makes of worlds. */

/** Stores TXT in quotes, and says of each address whether it is proxied. */
const context: ReplayContext = {
  semanticsOf: (type, entry) =>
    type === 'proxy'
      ? {
          ...anyProvider('cloudflare'),
          minTtl: 60,
          adjustEndpoint: endpoint => ({
            ...endpoint,
            targets: endpoint.targets.map(each => each.toLowerCase()),
            providerSpecific: [
              {
                name: 'proxied',
                value:
                  endpoint.providerSpecific?.find(
                    ({ name }) => name === 'proxied',
                  )?.value ?? `${entry.proxied ?? false}`,
              },
            ],
          }),
        }
      : undefined,
};

const web = 'A web.openova.io 192.0.2.1';
const asked = (value: string) => ({
  clusters: {
    eu: [
      {
        ...dnsEndpoint('web', []),
        spec: {
          endpoints: [
            {
              ...record(web),
              providerSpecific: [{ name: 'proxied', value }],
            },
          ],
        },
      },
    ],
  },
});

describe('the pure half of a provider', () => {
  const config = { providers: [{ type: 'proxy', proxied: true }] };

  it('decides what is created, from its entry in the configuration', () => {
    const { changes } = replay(
      { config, clusters: { eu: [dnsEndpoint('web', [web])] } },
      context,
    );
    expect(changes.create).toContainEqual({
      ...record(web),
      labels: { owner: 'me', resource: 'crd/shop/web' },
      providerSpecific: [{ name: 'proxied', value: 'true' }],
    });
  });

  it('takes a record that does not say what the service would for one as usual', () => {
    const world = { config, records: owned(web) };
    const clusters = { eu: [dnsEndpoint('web', [web])] };
    expect(changesOf(replay({ ...world, clusters }, context))).toEqual([]);
    // What differs from the usual is a change, and shows the record as it was given.
    const { changes } = replay({ ...world, ...asked('false') }, context);
    expect(changes.updateOld.map(each => each.providerSpecific)).toEqual([
      undefined,
    ]);
    expect(changes.updateNew.map(each => each.providerSpecific)).toEqual([
      [{ name: 'proxied', value: 'false' }],
    ]);
  });

  it('does not overrule what a record says', () => {
    const [standing, txt] = owned(web);
    const { changes } = replay(
      {
        config,
        clusters: { eu: [dnsEndpoint('web', [web])] },
        records: [
          {
            ...standing,
            providerSpecific: [{ name: 'proxied', value: 'false' }],
          },
          txt,
        ],
      },
      context,
    );
    expect(changes.updateNew).toHaveLength(1);
  });

  it('shows what is deleted as it was given', () => {
    const { changes } = replay(
      {
        config: { ...config, managedRecordTypes: ['CNAME'] },
        clusters: { eu: [] },
        records: owned('CNAME web.openova.io LB.example.org'),
      },
      context,
    );
    expect(changes.delete.map(each => each.targets[0])).toContain(
      'LB.example.org',
    );
    expect(changes.delete.every(each => !each.providerSpecific)).toBe(true);
  });

  it('is ExternalDNS in compat, too', () => {
    const compat = { ...config, compat: 'external-dns' };
    const world = { config: compat, records: owned(web) };
    const clusters = { eu: [dnsEndpoint('web', [web])] };
    expect(changesOf(replay({ ...world, clusters }, context))).toEqual([]);
    const { changes } = replay({ ...world, ...asked('false') }, context);
    expect(changes.updateNew.map(each => each.recordType)).toEqual([
      'TXT',
      'A',
    ]);
  });
});

describe('several providers', () => {
  const providers = [
    { type: 'webhook', domainFilter: ['other.example'] },
    { type: 'proxy', domainFilter: 'openova.io', proxied: true },
  ];
  const other = 'A web.other.example 192.0.2.2';
  const world = {
    config: { providers, domainFilter: [] },
    zones: ['openova.io', 'other.example', 'third.example'],
    clusters: {
      eu: [
        dnsEndpoint('web', [web, other]),
        dnsEndpoint('rest', [
          'A web.third.example 192.0.2.3',
          'A web.nowhere.example 192.0.2.4',
        ]),
      ],
    },
  };

  it('each make what is theirs of the zones that their entries name', () => {
    const { changes } = replay(world, context);
    const properties = new Map(
      changes.create
        .filter(each => each.recordType === 'A')
        .map(each => [each.dnsName, each.providerSpecific?.[0]?.value]),
    );
    expect(properties).toEqual(
      new Map([
        ['web.openova.io', 'true'],
        ['web.other.example', undefined],
        ['web.third.example', undefined],
      ]),
    );
  });

  it('leave each wish with one verdict', () => {
    expect(verdictsOf(replay(world, context))).toEqual([
      'eu/rest web.nowhere.example A no-zone',
      'eu/rest web.third.example A creating',
      'eu/web web.openova.io A creating',
      'eu/web web.other.example A creating',
    ]);
  });
});
