import { createServer } from 'node:net';
import { AddressInfo } from 'node:net';
import { ConnectionError, Host } from './connection';
import { Hosts } from './hosts';

const [one, two, three] = ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map(
  (host): Host => ({ host, port: 53 }),
);

describe('the order of hosts', () => {
  it('is theirs where no balancing is wanted', () => {
    const hosts = new Hosts([one, two, three], 'disabled', undefined);
    expect(hosts.inOrder()).toEqual([one, two, three]);
    expect(hosts.inOrder()).toEqual([one, two, three]);
  });

  it('begins with the next each time', () => {
    const hosts = new Hosts([one, two, three], 'round-robin', undefined);
    expect(hosts.inOrder()).toEqual([one, two, three]);
    expect(hosts.inOrder()).toEqual([two, three, one]);
    expect(hosts.inOrder()).toEqual([three, one, two]);
    expect(hosts.inOrder()).toEqual([one, two, three]);
  });

  it('begins anywhere by chance, and has all', () => {
    const hosts = new Hosts([one, two, three], 'random', undefined);
    const firsts = new Set<Host>();
    for (let time = 0; time < 200; time += 1) {
      const order = hosts.inOrder();
      expect(new Set(order)).toEqual(new Set([one, two, three]));
      firsts.add(order[0]);
    }
    expect(firsts.size).toBe(3);
  });

  it('has one that was lost in the middle last, for a while', async () => {
    const server = createServer(socket => socket.on('error', () => {}));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const [first, second]: Host[] = [
      { host: '127.0.0.1', port },
      { host: 'localhost', port },
    ];
    const hosts = new Hosts([first, second], 'disabled', undefined);
    const options = {
      signal: new AbortController().signal,
      repeatable: true,
    };
    const used: Host[] = [];
    const answer = await hosts.use(options, async ({ host }) => {
      used.push(host);
      if (host === first) throw new ConnectionError('it was lost');
      return 'an answer';
    });
    expect(answer).toBe('an answer');
    expect(used).toEqual([first, second]);
    expect(hosts.inOrder()).toEqual([second, first]);
    await new Promise(resolve => {
      server.close(resolve);
    });
  });
});
