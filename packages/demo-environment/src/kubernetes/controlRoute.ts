import { IncomingMessage, ServerResponse } from 'node:http';
import { Faults, readFaults } from './faults';
import { hasToken } from './tokens';

/** The path under which a demo cluster takes its fault switches. */
export const controlPath = '/_demo/faults';

const largestBody = 64 * 1024;

/** What the control route can do to a cluster. */
export interface ControlledCluster {
  readonly faults: Readonly<Faults>;
  setFaults(faults: Partial<Faults>): void;
  clearFaults(): void;
  cutStreams(): void;
  dropHistory(): void;
}

/**
 * GET shows the faults, PATCH sets the ones it names, DELETE ends them all;
 * POST to `/cut-streams` and `/drop-history` below it happens once. All need the control token.
 */
export async function answerControlRequest(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  cluster: ControlledCluster,
  controlToken: string,
): Promise<void> {
  const answer = (code: number, body: unknown) => {
    response.writeHead(code, { 'Content-Type': 'application/json' });
    response.end(`${JSON.stringify(body)}\n`);
  };
  if (!hasToken(request, controlToken)) {
    answer(401, {
      error: 'Send the control token: Authorization: Bearer TOKEN',
    });
    return;
  }
  try {
    switch (`${request.method} ${path.slice(controlPath.length)}`) {
      case 'GET ':
        break;
      case 'PATCH ':
        cluster.setFaults(readFaults(await readJson(request)));
        break;
      case 'DELETE ':
        cluster.clearFaults();
        break;
      case 'POST /cut-streams':
        cluster.cutStreams();
        break;
      case 'POST /drop-history':
        cluster.dropHistory();
        break;
      default:
        answer(404, {
          error: `No such switch: use GET, PATCH or DELETE ${controlPath}, POST ${controlPath}/cut-streams or ${controlPath}/drop-history`,
        });
        return;
    }
    answer(200, cluster.faults);
  } catch (error) {
    answer(400, {
      error: error instanceof Error ? error.message : String(error),
    });
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) throw new Error('the faults must fit in 64 KiB');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new Error('the faults must be JSON');
  }
}
