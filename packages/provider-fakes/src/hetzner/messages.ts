import { IncomingHttpHeaders } from 'node:http';
import { answerSchemas } from './schemas';

/** A request as the fake sees it. */
export interface Request {
  method: string;
  /** Segments behind the version, decoded. */
  path: string[];
  /** `POST /zones/{zone}/rrsets/{name}/{type}/actions/set_records` and so on. */
  kind: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What is remembered of a request. */
export interface Call {
  kind: string;
  /** As in the request, each name with all its values. */
  query: Record<string, string[]>;
  status: number;
  body: unknown;
  /** What was answered; undefined where the connection was cut. */
  answer?: object;
}

export interface Answer {
  status: number;
  schema: keyof typeof answerSchemas;
  body: object;
  headers?: Record<string, string>;
}

/** What the service says instead of doing what was asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}

/** A field of the request is not what it has to be. */
export function invalidInput(field: string, what: string): Refusal {
  return new Refusal(
    422,
    'invalid_input',
    `invalid input in field '${field}': ${what}`,
  );
}

export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `${what} not found`);
}
