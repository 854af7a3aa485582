import { Answer, Request } from './messages';
import { pageOf, success, valid, wrongMethod } from './answers';
import { Refusal } from './records';
import { requestSchemas } from './schemas';
import type { FakeZone } from './zones';

/** `/zones/{zone}/addressing/regional_hostnames` and below. */
export function answerRegional(zone: FakeZone, request: Request): Answer {
  const { method, path, body } = request;
  const hostname = path.at(4);
  const { hostnames } = zone;
  if (hostname === undefined) {
    if (method === 'GET') {
      return told('regionalHostnames', hostnames.regional);
    }
    if (method !== 'POST') throw wrongMethod();
    return told(
      'regionalHostname',
      hostnames.createRegional(valid(requestSchemas.regional, body)),
    );
  }
  if (method === 'PATCH') {
    const { region_key: region } = valid<{ region_key: string }>(
      requestSchemas.region,
      body,
    );
    return told('regionalHostname', hostnames.changeRegional(hostname, region));
  }
  if (method !== 'DELETE') throw wrongMethod();
  hostnames.deleteRegional(hostname);
  return {
    status: 200,
    schema: 'withoutResult',
    body: { success: true, errors: [], messages: [] },
  };
}

/** `/zones/{zone}/custom_hostnames` and below. */
export function answerCustom(zone: FakeZone, request: Request): Answer {
  const { method, path, query, body } = request;
  const id = path.at(3);
  const { hostnames } = zone;
  if (id !== undefined) {
    if (method !== 'DELETE') throw wrongMethod();
    hostnames.deleteCustom(id);
    return { status: 200, schema: 'withoutResult', body: { id } };
  }
  if (method === 'POST') {
    return told(
      'customHostname',
      hostnames.createCustom(valid(requestSchemas.custom, body)),
    );
  }
  if (method !== 'GET') throw wrongMethod();
  const known = ['page', 'per_page', 'custom_origin_server'];
  for (const key of query.keys()) {
    if (!known.includes(key)) throw new Refusal(1004, `unknown filter ${key}`);
  }
  const origin = query.get('custom_origin_server');
  const all = hostnames.custom.filter(
    each => origin === null || each.custom_origin_server === origin,
  );
  const { page, info } = pageOf(all, query, { least: 5, most: 50, usual: 20 });
  return {
    status: 200,
    schema: 'customHostnames',
    body: { ...success(page), result_info: info },
  };
}

function told(schema: Answer['schema'], result: object): Answer {
  return { status: 200, schema, body: success(result) };
}
