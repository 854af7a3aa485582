import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { encodeMessage, frameMessage } from '@openova/dns-wire';
import { askTcp, askUdp, query } from '../__testUtils__/ask';
import { serving, told, zoneOf } from '../__testUtils__/servedZone';
import { answerMessage } from './answerMessage';
import { DnsServer } from './dnsServer';
import { Answer } from './listener';
import { listenTcp } from './tcpListener';

const zones = serving(
  zoneOf('openova.io', ['@ NS ns1.openova.io', 'web A 192.0.2.1']),
);
const answer: Answer = (message, transport) =>
  answerMessage(zones, message, transport);
const web = query('web.openova.io', 'A');
const webAnswer = ['NOERROR aa', 'answer web.openova.io A 192.0.2.1'];

describe('the server', () => {
  const server = new DnsServer({ address: '127.0.0.1', port: 0, answer });
  let port = 0;

  beforeAll(async () => {
    await server.open();
    port = server.port ?? 0;
  });
  afterAll(() => server.close());

  it('answers over UDP and TCP on one port', async () => {
    expect(told(await askUdp(port, web))).toEqual(webAnswer);
    const [first] = await askTcp(port, [web]);
    expect(told(first)).toEqual(webAnswer);
  });

  it('answers many questions on one connection, in their order', async () => {
    const questions = Array.from({ length: 500 }, (_, id) =>
      query(`host-${id}.openova.io`, 'A', { id }),
    );
    const answers = await askTcp(port, questions);
    expect(answers.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
  });

  it('reads a question that comes octet by octet', async () => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    for (const octet of frameMessage(encodeMessage(web))) {
      await new Promise(resolve => {
        socket.write(Uint8Array.of(octet), resolve);
      });
    }
    const [chunk] = await once(socket, 'data');
    expect(chunk.readUInt16BE(0)).toBe(chunk.length - 2);
    socket.destroy();
  });

  it('ends a connection over which no question comes', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(frameMessage(new Uint8Array(5)));
    socket.resume();
    await once(socket, 'close');
    expect(told(await askUdp(port, web))).toEqual(webAnswer);
  });

  it('is still there after 100,000 broken and hostile packets', async () => {
    const socket = createSocket('udp4');
    const sink = new Promise<void>(resolve => {
      socket.once('close', () => resolve());
    });
    const send = (bytes: Uint8Array) =>
      new Promise<void>(resolve => {
        socket.send(bytes, port, '127.0.0.1', () => resolve());
      });
    const packets = hostilePackets();
    for (let round = 0; round < 20; round += 1) {
      for (let burst = 0; burst < 50; burst += 1) {
        await Promise.all(
          Array.from({ length: 100 }, () => send(packets.next())),
        );
      }
      expect(told(await askUdp(port, web))).toEqual(webAnswer);
    }
    for (let count = 0; count < 300; count += 1) {
      const connection = connect(port, '127.0.0.1');
      connection.on('error', () => {});
      connection.write(Buffer.concat([packets.next(), packets.next()]));
      // Some stay open with half a message, some reset.
      if (count % 3 === 0)
        connection.once('connect', () => connection.resetAndDestroy());
      else connection.unref();
    }
    expect(told(await askUdp(port, web))).toEqual(webAnswer);
    const [first] = await askTcp(port, [web]);
    expect(told(first)).toEqual(webAnswer);
    socket.close();
    await sink;
  }, 120_000);
});

describe('the port', () => {
  it('cannot be had twice, and can once it is free', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const server = new DnsServer({ address: '127.0.0.1', port, answer });
    await expect(server.open()).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(server.port).toBeUndefined();
    holder.close();
    await once(holder, 'close');
    await server.open();
    expect(server.port).toBe(port);
    await server.close();
    expect(server.port).toBeUndefined();
  });

  it('speaks IPv6', async () => {
    const server = new DnsServer({ address: '::1', port: 0, answer });
    await server.open();
    const socket = createSocket('udp6');
    socket.send(encodeMessage(web), server.port ?? 0, '::1');
    const [bytes] = await once(socket, 'message');
    expect(bytes.readUInt16BE(0)).toBe(web.id);
    socket.close();
    await server.close();
  });
});

describe('the limits of TCP', () => {
  const listen = (limits: { connections: number; patience: number }) =>
    listenTcp(
      { address: '127.0.0.1', port: 0, answer, onLost: () => {} },
      { unread: 1024, ...limits },
    );

  it('closes the connection that was quiet for longest when there are too many', async () => {
    const listener = await listen({ connections: 2, patience: 60_000 });
    const open = async () => {
      const socket = connect(listener.port, '127.0.0.1');
      socket.write(frameMessage(encodeMessage(web)));
      await once(socket, 'data');
      return socket;
    };
    const [first, second] = [await open(), await open()];
    first.write(frameMessage(encodeMessage(web)));
    await once(first, 'data');
    const closed = once(second, 'close');
    const third = await open();
    await closed;
    expect([first.destroyed, second.destroyed, third.destroyed]).toEqual([
      false,
      true,
      false,
    ]);
    await listener.close();
  });

  it('closes a connection on which a question does not end', async () => {
    const listener = await listen({ connections: 10, patience: 50 });
    const socket = connect(listener.port, '127.0.0.1');
    socket.resume();
    const dripping = setInterval(() => socket.write(Uint8Array.of(1)), 10);
    await once(socket, 'close');
    clearInterval(dripping);
    expect(socket.destroyed).toBe(true);
    await listener.close();
  });

  it('reads no further while its answers are not read', async () => {
    const listener = await listen({ connections: 10, patience: 60_000 });
    const questions = Array.from({ length: 4000 }, (_, id) =>
      query('absent.openova.io', 'A', { id }),
    );
    const answers = await askTcp(listener.port, questions);
    expect(answers).toHaveLength(questions.length);
    await listener.close();
  });
});

/** Random octets, queries with octets changed, and the classic attacks; always the same. */
function hostilePackets(): { next(): Uint8Array } {
  let state = 20_261_121;
  const random = (limit: number) => {
    // A linear congruential generator: reproducible, and random enough.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const header = (counts: number[]) => [
    random(256),
    random(256),
    0,
    0,
    ...counts.flatMap(count => [count >> 8, count & 255]),
  ];
  const makers: (() => Uint8Array)[] = [
    () => Uint8Array.from({ length: random(1400) }, () => random(256)),
    () => {
      const bytes = Uint8Array.from(encodeMessage(web));
      for (let edits = 1 + random(4); edits > 0; edits -= 1) {
        bytes[random(bytes.length)] = random(256);
      }
      return bytes;
    },
    // A name that points to itself.
    () => Uint8Array.from([...header([1, 0, 0, 0]), 0xc0, 12, 0, 1, 0, 1]),
    // Pointers that lead from one to the next.
    () =>
      Uint8Array.from([
        ...header([1, 0, 0, 0]),
        ...Array.from({ length: 600 }, (_, index) => [
          0xc0 | ((14 + index * 2) >> 8),
          (14 + index * 2) & 255,
        ]).flat(),
      ]),
    // Counts that promise 65,535 records each.
    () => Uint8Array.from(header([65_535, 65_535, 65_535, 65_535])),
    // A hundred labels, then nothing.
    () =>
      Uint8Array.from([
        ...header([1, 0, 0, 0]),
        ...Array(200).fill([1, 97]).flat(),
      ]),
    // Answers, as a reflector would send them.
    () => encodeMessage({ ...web, response: true, id: random(65_536) }),
    () => encodeMessage(query('openova.io', 'ANY', { id: random(65_536) })),
  ];
  // Made once: the test is about the server, not about making packets.
  const pool = Array.from({ length: 4000 }, () =>
    makers[random(makers.length)](),
  );
  return { next: () => pool[random(pool.length)] };
}
