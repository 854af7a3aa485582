import { hostnames } from '../../dev/data/hostnames';
import { hostnameFacts } from './hostnameFacts';
import { countStates, selectHostnames } from './hostnameSelection';

const rows = hostnames().map(hostnameFacts);
const all = { search: '', column: 'hostname', direction: 'asc' } as const;
const names = (selected: typeof rows) =>
  selected.map(({ hostname }) => hostname.dnsName);

describe('hostnameFacts', () => {
  it('names each type, cluster and object once', () => {
    const api = rows.find(row => row.hostname.dnsName === 'api.openova.io');
    expect(api?.recordTypes).toEqual(['A', 'AAAA']);
    expect(api?.clusters).toEqual(['eu-central', 'us-east']);
    expect(api?.objects).toHaveLength(2);
    expect(api?.ttls).toEqual([60]);
  });

  it('takes the wished type where no record stands', () => {
    const orders = rows.find(
      row => row.hostname.dnsName === 'orders.openova.io',
    );
    expect(orders?.recordTypes).toEqual(['A']);
    expect(orders?.targets).toEqual([]);
  });
});

describe('selectHostnames', () => {
  it('puts the worst state first', () => {
    const states = selectHostnames(rows, { ...all, column: 'state' }).map(
      row => row.hostname.state,
    );
    expect(states[0]).toBe('blocked');
    expect(states[states.length - 1]).toBe('works');
  });

  it('turns the order round, and keeps names apart in it', () => {
    const up = names(selectHostnames(rows, all));
    const down = names(selectHostnames(rows, { ...all, direction: 'desc' }));
    expect(down).toEqual([...up].reverse());
  });

  it('finds names, addresses and objects, all words of a search', () => {
    const find = (search: string) =>
      names(selectHostnames(rows, { ...all, search }));
    expect(find('CHECKOUT')).toEqual(['checkout.openova.io']);
    expect(find('198.51.100.20')).toEqual(['api.openova.io']);
    expect(find('grpcroute us-east')).toEqual(['orders.openova.io']);
    expect(find('grpcroute eu-central')).toEqual([]);
  });

  it('keeps one state', () => {
    expect(names(selectHostnames(rows, { ...all, state: 'waits' }))).toEqual([
      'payments.openova.io',
    ]);
  });

  it('sorts by every column without losing a row', () => {
    for (const column of [
      'state',
      'type',
      'answer',
      'ttl',
      'cluster',
      'zone',
      'source',
    ] as const) {
      expect(names(selectHostnames(rows, { ...all, column })).sort()).toEqual(
        names(rows).sort(),
      );
    }
  });
});

describe('countStates', () => {
  it('counts', () => {
    expect(countStates(hostnames())).toMatchObject({ works: 3, blocked: 1 });
  });
});
