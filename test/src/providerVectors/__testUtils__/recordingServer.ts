import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { serviceOf } from './services';
import { VectorServer } from './services/service';

/** A server as `--server` wants one, with our fakes behind it. */
export async function startRecordingServer(): Promise<{
  url: string;
  /** How many worlds it was given. */
  worlds(): number;
  stop(): Promise<void>;
}> {
  let running: VectorServer | undefined;
  let worlds = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const answer = (content: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(content));
    };
    if (request.method === 'PUT' && request.url === '/world') {
      await running?.stop();
      const { provider, zones, faults } = JSON.parse(body);
      running = await serviceOf(provider).start({ zones, faults });
      worlds += 1;
      answer({ entry: running.entry });
    } else if (request.method === 'GET' && request.url === '/record') {
      answer(await running?.state());
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    worlds: () => worlds,
    async stop() {
      await running?.stop();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
