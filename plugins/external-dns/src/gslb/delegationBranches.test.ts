import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { delegations } from '../../dev/data/delegations';
import { answersDiffer, delegationBranches } from './delegationBranches';

const [shop] = delegations();
const [hostShop, hostApi] = shop.hosts;

const changed = (change: Partial<DelegationView>): DelegationView => ({
  ...shop,
  ...change,
});
const member = (
  change: Partial<DelegationView['members'][number]>,
): DelegationView['members'] => [{ ...shop.members[0], ...change }];
const first = (view: DelegationView) => delegationBranches(view)[0];
const observed = shop.observed ?? undefined;

describe('the branches of a delegation', () => {
  it('are judged step by step: a lame server does not make its neighbours broken', () => {
    const [eu, us] = delegationBranches(shop, hostShop);
    expect([eu.named.state, eu.reached.state]).toEqual(['holds', 'holds']);
    expect(us.named.state).toBe('holds');
    expect(us.reached).toEqual({ state: 'broken', word: 'refuses' });
  });

  it('end at the targets of a host', () => {
    const served = (host: typeof hostShop) =>
      delegationBranches(shop, host).map(branch => branch.served?.word);
    expect(served(hostShop)).toEqual(['unhealthy', 'otherAnswer', 'notKnown']);
    expect(served(hostApi)).toEqual(['serves', 'noGslb', 'notKnown']);
    expect(first(shop).served).toBeUndefined();
  });

  it('say that a healthy secondary stands by', () => {
    const [eu, us] = hostShop.clusters;
    const answer = { expected: ['192.0.2.10'], answered: ['192.0.2.10'] };
    const well = { ...hostShop, clusters: [eu, us] };
    well.clusters = [
      { ...eu, ...answer, health: 'Healthy' },
      { ...us, ...answer },
    ];
    const branches = delegationBranches(shop, well);
    expect(branches[0].served).toEqual({ state: 'holds', word: 'serves' });
    expect(branches[1].served).toEqual({ state: 'holds', word: 'standby' });
  });

  it.each([
    ['joining', 'joining'],
    ['leaving', 'leaving'],
    ['stuck', 'stuck'],
    ['waiting', 'waiting'],
  ] as const)('of a member that is %s are not broken', (state, word) => {
    const view = changed({
      members: member({ state }),
      observed: observed && { ...observed, nsNames: [] },
      standing: null,
    });
    expect(first(view).named).toEqual({ state: 'pending', word });
  });

  it('tell an NS set that is not seen yet from one that lacks a member', () => {
    const seen = observed && { ...observed, nsNames: [] };
    const written = changed({ observed: seen });
    expect(first(written).named).toEqual({ state: 'pending', word: 'notYet' });
    const missing = changed({ observed: seen, standing: null });
    expect(first(missing).named).toEqual({ state: 'broken', word: 'notNamed' });
  });

  it('do not accuse where nothing was asked', () => {
    const view = changed({ observed: null, standing: null, heldIn: null });
    expect(first(view).named.state).toBe('unknown');
    expect(first(view).reached.state).toBe('unknown');
  });

  it('show a wrong and a missing address before what answers there', () => {
    const name = shop.members[0].nsName ?? '';
    const answering = (addresses: string[]) =>
      first(
        changed({
          members: member({ standingGlue: null }),
          observed: observed && { ...observed, glue: { [name]: addresses } },
        }),
      ).reached.word;
    expect(answering([])).toBe('noAddress');
    expect(answering(['192.0.2.99'])).toBe('wrongAddress');
    expect(answering(['198.51.100.7', '198.51.100.6'])).toBe('answers');
  });

  it('name the server that belongs to no member', () => {
    const stranger = 'gslb-ns-ap-gslb.openova.io';
    const view = changed({
      observed: observed && {
        ...observed,
        nsNames: [...(observed.nsNames ?? []), stranger],
        servers: [{ nsName: stranger, address: '192.0.2.9', answer: 'silent' }],
      },
    });
    const branch = delegationBranches(view).at(-1);
    expect(branch?.nsName).toBe(stranger);
    expect(branch?.member).toBeUndefined();
    expect(branch?.named).toEqual({ state: 'broken', word: 'notAMember' });
    expect(branch?.reached).toEqual({ state: 'broken', word: 'silent' });
  });
});

describe('answersDiffer', () => {
  const of = (
    type: 'geoip' | 'roundRobin',
    answered: string[],
    expected: string[],
  ) =>
    answersDiffer(
      { strategy: { type, primaryGeoTag: '', weights: {}, ttl: 30 } },
      { ...hostShop.clusters[0], answered, expected },
    );

  it('takes part of the addresses for right by place only', () => {
    expect(of('geoip', ['192.0.2.1'], ['192.0.2.1', '192.0.2.2'])).toBe(false);
    expect(of('roundRobin', ['192.0.2.1'], ['192.0.2.1', '192.0.2.2'])).toBe(
      true,
    );
    expect(of('geoip', ['192.0.2.3'], ['192.0.2.1', '192.0.2.2'])).toBe(true);
    expect(of('geoip', [], ['192.0.2.1'])).toBe(true);
  });
});
