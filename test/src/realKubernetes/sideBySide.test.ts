import { DemoCluster, startDemoCluster } from '@openova/demo-environment';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFacts, factsWithoutWords } from './__testUtils__/answerFacts';
import {
  ApiAnswer,
  ApiRequest,
  ApiServerAddress,
  askApi,
} from './__testUtils__/apiRequest';
import {
  definitionOf,
  installableKinds,
} from './__testUtils__/customResourceDefinitions';
import { RealCluster } from './__testUtils__/realCluster';
import { readAllRole } from './__testUtils__/readAllRole';
import {
  accepted,
  gateway,
  namespace,
  route,
  service,
} from './__testUtils__/samples';
import { eventually } from './__testUtils__/eventually';
import { hasServerBinaries } from './__testUtils__/serverBinaries';

jest.setTimeout(60_000);

const title = 'A demo cluster answers as a real kube-apiserver does';
const lane = hasServerBinaries(title) ? describe : describe.skip;

const gatewayV1 = '/apis/gateway.networking.k8s.io/v1';
const routes = `${gatewayV1}/namespaces/shop/httproutes`;
const services = '/api/v1/namespaces/shop/services';

const paths = {
  discovery: [
    '/api',
    '/apis',
    '/api/v1',
    '/api/v2',
    '/apis/gateway.networking.k8s.io',
    gatewayV1,
    '/apis/gateway.networking.k8s.io/v1beta1',
    '/apis/gateway.networking.k8s.io/v7',
    '/apis/networking.k8s.io/v1',
    '/apis/discovery.k8s.io/v1',
    '/apis/externaldns.k8s.io',
    '/apis/externaldns.k8s.io/v1alpha1',
    '/apis/example.org',
    '/apis/example.org/v1',
    '/healthz',
    '/readyz',
    '/livez',
    '/apis/networking.k8s.io/v7',
    '/elsewhere',
    '/metrics',
    '/',
  ],
  'one object': [
    `${routes}/web`,
    `/apis/gateway.networking.k8s.io/v1beta1/namespaces/shop/httproutes/web`,
    `${routes}/web/status`,
    `${routes}/web/scale`,
    `${routes}/nobody`,
    `${services}/web`,
    `${services}/nobody`,
    '/api/v1/namespaces/shop',
    '/api/v1/namespaces/nowhere',
    '/api/v1/namespaces/nowhere/services/web',
    '/api/v1/services/web',
    `${gatewayV1}/httproutes/web`,
    '/api/v1/namespaces/shop/nodes',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/nothing',
  ],
  lists: [
    routes,
    services,
    `${routes}?limit=1`,
    `${routes}?limit=2&labelSelector=tier%3Dfront`,
    `${routes}?limit=500`,
    `${services}?limit=1`,
    `${services}?limit=1&resourceVersion=0`,
    `${routes}?resourceVersion=0`,
    `${routes}?limit=many`,
    `${routes}?limit=-1`,
    `${routes}?resourceVersion=abc`,
    `${routes}?resourceVersionMatch=Exact`,
    `${routes}?resourceVersionMatch=Sometimes&resourceVersion=1`,
    `${routes}?resourceVersionMatch=Exact&resourceVersion=0`,
    `${routes}?resourceVersionMatch=NotOlderThan&resourceVersion=0`,
    `${routes}?sendInitialEvents=true`,
    `${routes}?timeoutSeconds=soon`,
    '/api/v1/namespaces/nowhere/services',
    '/api/v1/nothings',
    '/apis/networking.k8s.io/v1/nothings',
    '/apis/networking.k8s.io/v7/ingresses',
    `${routes}?limit=99999999999999999999`,
    `${gatewayV1}/nothings`,
    '/apis/gateway.networking.k8s.io/v1alpha2/httproutes',
    '/apis/example.org/v1/things',
  ],
  selectors: [
    `${routes}?labelSelector=tier%3Dfront`,
    `${routes}?labelSelector=tier%21%3Dfront`,
    `${routes}?labelSelector=tier+in+%28front%2Cback%29`,
    `${routes}?labelSelector=%21tier`,
    `${routes}?fieldSelector=metadata.name%3Dweb`,
    `${routes}?fieldSelector=metadata.name%21%3Dweb`,
    `${gatewayV1}/httproutes?fieldSelector=metadata.namespace%3Dshop`,
    `${routes}?fieldSelector=spec.hostnames%3Dx`,
    `${routes}?fieldSelector=nonsense`,
    `${services}?fieldSelector=spec.type%3DClusterIP`,
    `${services}?fieldSelector=spec.nothing%3Dx`,
    `/api/v1/namespaces?fieldSelector=metadata.name%3Dshop`,
  ],
  watches: [
    `${routes}?watch=1&timeoutSeconds=1&resourceVersion=0`,
    `${services}?watch=true&timeoutSeconds=1&resourceVersion=0`,
    `${services}?watch=true&timeoutSeconds=1&resourceVersion=0&fieldSelector=metadata.name%3Dweb`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersion=0&labelSelector=tier%3Dfront`,
    `${routes}?watch=maybe&timeoutSeconds=1&resourceVersion=0`,
    `${routes}?watch&timeoutSeconds=1&resourceVersion=0`,
    `${routes}/nobody?watch=true&timeoutSeconds=1&resourceVersion=0`,
    `${services}/web?watch=true&timeoutSeconds=1&resourceVersion=0`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersion=1`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersion=abc`,
    `${routes}?watch=true&timeoutSeconds=1&sendInitialEvents=true`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersionMatch=NotOlderThan`,
    `${routes}?watch=true&timeoutSeconds=x`,
    `${gatewayV1}/nothings?watch=true&timeoutSeconds=1`,
    `${routes}?watch=false`,
  ],
};

/** What is refused in words that nobody has to know. */
const mistakes: [title: string, request: ApiRequest][] = [
  ['a strange continue', { path: `${routes}?continue=nonsense` }],
  [
    'a strange continue at a version',
    { path: `${routes}?continue=nonsense&resourceVersion=5` },
  ],
  ['half a selector', { path: `${routes}?labelSelector=%3D%3D` }],
  ['a broken selector', { path: `${routes}?labelSelector=tier%3Da%20b` }],
  ['a web page', { path: routes, headers: { Accept: 'text/html' } }],
  ['a web page of /apis', { path: '/apis', headers: { Accept: 'text/html' } }],
];

const others: [title: string, request: ApiRequest & { token?: string }][] = [
  ['a stranger', { path: services, token: 'nobody-knows' }],
  ['a stranger at discovery', { path: '/apis', token: 'nobody-knows' }],
  ['nobody', { path: services, token: '' }],
  ['POST', { path: services, method: 'POST', body: '{}' }],
  ['POST of a kind', { path: routes, method: 'POST', body: '{}' }],
  [
    'POST at an object',
    { path: `${services}/web`, method: 'POST', body: '{}' },
  ],
  ['PUT', { path: `${routes}/web`, method: 'PUT', body: '{}' }],
  ['PUT of a status', { path: `${routes}/web/status`, method: 'PUT' }],
  ['PATCH', { path: `${services}/web`, method: 'PATCH', body: '{}' }],
  ['DELETE', { path: `${services}/web`, method: 'DELETE' }],
  ['DELETE of all', { path: services, method: 'DELETE' }],
  ['POST at discovery', { path: '/apis', method: 'POST', body: '{}' }],
  ['HEAD of an object', { path: `${services}/web`, method: 'HEAD' }],
  ['HEAD of a list', { path: services, method: 'HEAD' }],
  ['OPTIONS', { path: services, method: 'OPTIONS' }],
  ['an unknown verb', { path: services, method: 'SEARCH' }],
  ['HEAD of a custom list', { path: routes, method: 'HEAD' }],
  ['HEAD of discovery', { path: '/apis', method: 'HEAD' }],
  ['DELETE of a path', { path: '/elsewhere', method: 'DELETE' }],
  ['anything', { path: routes, headers: { Accept: 'text/html, */*' } }],
  ['two slashes', { path: '//api//v1' }],
  ['a slash at the end', { path: `${services}/` }],
  ['a slash after discovery', { path: '/apis/' }],
];

lane(title, () => {
  let real: RealCluster;
  let demo: DemoCluster;
  let servers: { real: ApiServerAddress; demo: ApiServerAddress };

  beforeAll(async () => {
    demo = await startDemoCluster({
      bookmarkIntervalMilliseconds: 1_000_000,
    });
    real = await RealCluster.start();
    for (const kind of installableKinds) {
      await real.install(definitionOf(kind));
    }
    for (const object of readAllRole) await real.apply(object);
    const token = await real.tokenOf('external-dns', 'portal');
    servers = {
      real: { url: real.url, ca: real.ca, token },
      demo: { url: demo.url, token: demo.token },
    };
    for (const object of [
      namespace('infra'),
      namespace('shop'),
      gateway('192.0.2.1'),
      accepted(route('web', 'web.openova.io')),
      labelled(route('api', 'api.openova.io'), { tier: 'front' }),
      labelled(route('batch', 'batch.openova.io'), { tier: 'back' }),
      labelled(route('shop', 'shop.openova.io'), { tier: 'front' }),
      service('web'),
      service('db'),
    ]) {
      await real.apply(object);
      demo.apply(object);
    }
  }, 120_000);

  afterAll(async () => {
    await demo?.close();
    await real?.stop();
  });

  async function both(
    request: ApiRequest,
    { token, facts = answerFacts }: { token?: string; facts?: Facts } = {},
  ) {
    return bothDo(async server => {
      const shown = token === '' ? undefined : token ?? server.token;
      return facts(await askApi({ ...server, token: shown }, request));
    });
  }

  async function bothDo<T>(task: (server: ApiServerAddress) => Promise<T>) {
    const [fromReal, fromDemo] = await Promise.all([
      task(servers.real),
      task(servers.demo),
    ]);
    return { real: fromReal, demo: fromDemo };
  }

  function nameOf(server: ApiServerAddress): 'real' | 'demo' {
    return server === servers.real ? 'real' : 'demo';
  }

  /** What a watch tells of everything since a version of each. */
  function bothSince(versions: Record<'real' | 'demo', string>, path: string) {
    return bothDo(async server => {
      const version = versions[nameOf(server)];
      const since = { path: `${path}&resourceVersion=${version}` };
      return answerFacts(await askApi(server, since));
    });
  }

  async function versionOf(server: ApiServerAddress, path: string) {
    const { text } = await askApi(server, { path });
    return JSON.parse(text).metadata.resourceVersion as string;
  }

  describe.each(Object.entries(paths))('%s', (_, each) => {
    it.each(each)('%s', async path => {
      const answers = await both({ path });
      expect(answers.demo).toEqual(answers.real);
    });
  });

  it.each(others)('%s', async (_, { token, ...request }) => {
    const answers = await both(request, { token });
    expect(answers.demo).toEqual(answers.real);
  });

  it.each(mistakes)('%s', async (_, request) => {
    const answers = await both(request, { facts: factsWithoutWords });
    expect(answers.demo).toEqual(answers.real);
  });

  it.each([routes, services])('pages of %s, to the last', async path => {
    const answers = await bothDo(async server => {
      const pages: unknown[] = [];
      let token = '';
      do {
        const more = token && `&continue=${encodeURIComponent(token)}`;
        const page = await askApi(server, { path: `${path}?limit=1${more}` });
        pages.push(answerFacts(page));
        token = JSON.parse(page.text).metadata.continue ?? '';
      } while (token !== '');
      return pages;
    });
    expect(answers.demo).toEqual(answers.real);
    expect(answers.real.length).toBeGreaterThan(1);
  });

  it('a version with a page', async () => {
    const answers = await bothDo(async server => {
      const { text } = await askApi(server, { path: `${routes}?limit=1` });
      const token = encodeURIComponent(JSON.parse(text).metadata.continue);
      const path = `${routes}?limit=1&resourceVersion=5&continue=${token}`;
      return answerFacts(await askApi(server, { path }));
    });
    expect(answers.demo).toEqual(answers.real);
  });

  it('a version that is yet to come', async () => {
    const path = `${routes}?resourceVersion=99999999999`;
    const answers = await both({ path });
    expect(answers.demo).toEqual(answers.real);
  });

  it('events of changes, also as a selector sees them', async () => {
    const versions = await bothDo(server => versionOf(server, routes));
    const fresh = route('fresh', 'fresh.openova.io');
    for (const object of [
      fresh,
      labelled(fresh, { tier: 'front' }),
      labelled(route('fresh', 'other.openova.io'), { tier: 'back' }),
    ]) {
      await real.apply(object);
      demo.apply(object);
    }
    await real.delete(fresh);
    demo.delete(fresh);
    const watch = `${routes}?watch=true&timeoutSeconds=1`;
    const [all, front] = await Promise.all([
      bothSince(versions, watch),
      bothSince(versions, `${watch}&labelSelector=tier%3Dfront`),
    ]);
    expect(all.demo).toEqual(all.real);
    expect(front.demo).toEqual(front.real);
  });

  it.each([
    ['custom', routes, route('seen', 'seen.openova.io')],
    ['built-in', services, service('seen')],
  ])('bookmarks of a %s kind', async (_, path, object) => {
    const versions = await bothDo(server => versionOf(server, path));
    const watches = bothSince(
      versions,
      `${path}?watch=true&timeoutSeconds=6&allowWatchBookmarks=true`,
    );
    // A real server has no bookmark to send before it saw a change.
    await sleep(1000);
    await real.apply(object);
    demo.apply(object);
    const { real: fromReal, demo: fromDemo } = await watches;
    // How many bookmarks there are is a matter of time.
    const [added, bookmark] = fromReal.body as object[];
    expect((fromDemo.body as object[]).slice(0, 2)).toEqual([added, bookmark]);
    expect(bookmark).toMatchObject({ type: 'BOOKMARK' });
  });

  it('what history no longer holds', async () => {
    const pages = await bothDo(async server => {
      const { text } = await askApi(server, { path: `${services}?limit=1` });
      return JSON.parse(text).metadata;
    });
    for (const object of [service('one'), service('two')]) {
      await real.apply(object);
      demo.apply(object);
    }
    await real.compact();
    demo.dropHistory();
    const old = `${services}?resourceVersion=${pages.real.resourceVersion}&resourceVersionMatch=Exact`;
    await eventually(
      () => askApi(servers.real, { path: old }),
      ({ status }) => status === 410,
    );
    const page = await bothDo(server =>
      askApi(server, {
        path: `${services}?limit=1&continue=${encodeURIComponent(
          pages[nameOf(server)].continue,
        )}`,
      }),
    );
    expect(answerFacts(page.demo)).toEqual(answerFacts(page.real));
    const list = await bothDo(server =>
      askApi(server, {
        path: `${services}?resourceVersionMatch=Exact&resourceVersion=${
          pages[nameOf(server)].resourceVersion
        }`,
      }),
    );
    expect(answerFacts(list.demo)).toEqual(answerFacts(list.real));
    expect([page.real.status, list.real.status]).toEqual([410, 410]);
  });
});

type Facts = (answer: ApiAnswer) => Record<string, unknown>;

function labelled(
  object: ReturnType<typeof route>,
  labels: Record<string, string>,
) {
  return { ...object, metadata: { ...object.metadata, labels } };
}
