import { IncomingHttpHeaders } from 'node:http';
import { answerSchemas } from './schemas';

/** A request as the fake sees it. */
export interface Request {
  method: string;
  /** Segments behind the version. */
  path: string[];
  /** `POST /zones/{zone}/dns_records/batch` and so on. */
  kind: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** What is remembered of a request. */
export interface Call {
  kind: string;
  status: number;
  body: unknown;
}

export interface Answer {
  status: number;
  schema: keyof typeof answerSchemas;
  body: object;
  headers?: Record<string, string>;
}
