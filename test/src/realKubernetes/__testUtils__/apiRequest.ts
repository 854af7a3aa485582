import { IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** An API server, and who asks it. */
export interface ApiServerAddress {
  /** `http://` or `https://`, without a path. */
  url: string;
  /** PEM, for https. */
  ca?: string;
  /** Undefined: nobody in particular. */
  token?: string;
}

/** One raw request. */
export interface ApiRequest {
  /** With its query. */
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The whole answer; of a watch, everything until its end. */
export interface ApiAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks an API server, without any client library in between. */
export function askApi(
  server: ApiServerAddress,
  { path, method = 'GET', headers, body }: ApiRequest,
): Promise<ApiAnswer> {
  const request = server.url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}${path}`,
      {
        method,
        ca: server.ca,
        agent: false,
        headers: {
          ...(server.token !== undefined && {
            Authorization: `Bearer ${server.token}`,
          }),
          ...headers,
        },
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
