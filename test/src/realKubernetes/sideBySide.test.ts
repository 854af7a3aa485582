import { DemoCluster, startDemoCluster } from '@openova/demo-environment';
import { answerFacts } from './__testUtils__/answerFacts';
import { ApiServerAddress, askApi } from './__testUtils__/apiRequest';
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
    '/elsewhere',
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
    `${routes}?continue=nonsense`,
    `${routes}?continue=nonsense&resourceVersion=5`,
    `${routes}?resourceVersion=abc`,
    `${routes}?resourceVersionMatch=Exact`,
    `${routes}?resourceVersionMatch=Sometimes&resourceVersion=1`,
    `${routes}?resourceVersionMatch=Exact&resourceVersion=0`,
    `${routes}?resourceVersionMatch=NotOlderThan&resourceVersion=0`,
    `${routes}?sendInitialEvents=true`,
    `${routes}?timeoutSeconds=soon`,
    '/api/v1/namespaces/nowhere/services',
    '/api/v1/nothings',
    `${gatewayV1}/nothings`,
    '/apis/gateway.networking.k8s.io/v1alpha2/httproutes',
    '/apis/example.org/v1/things',
  ],
  selectors: [
    `${routes}?labelSelector=tier%3Dfront`,
    `${routes}?labelSelector=tier%21%3Dfront`,
    `${routes}?labelSelector=tier+in+%28front%2Cback%29`,
    `${routes}?labelSelector=%21tier`,
    `${routes}?labelSelector=%3D%3D`,
    `${routes}?labelSelector=tier%3Da%20b`,
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
    `${routes}?watch=true&timeoutSeconds=1`,
    `${routes}?watch=1&timeoutSeconds=1&resourceVersion=0`,
    `${services}?watch=true&timeoutSeconds=1&resourceVersion=0`,
    `${services}?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dweb`,
    `${routes}?watch=true&timeoutSeconds=1&labelSelector=tier%3Dfront`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersion=1`,
    `${services}?watch=true&timeoutSeconds=1&resourceVersion=1`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersion=abc`,
    `${routes}?watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
    `${routes}?watch=true&timeoutSeconds=1&sendInitialEvents=true`,
    `${routes}?watch=true&timeoutSeconds=1&resourceVersionMatch=NotOlderThan`,
    `${routes}?watch=true&timeoutSeconds=x`,
    `${gatewayV1}/nothings?watch=true&timeoutSeconds=1`,
    `${routes}?watch=false`,
  ],
};

const others: [
  title: string,
  request: {
    path: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    token?: string;
  },
][] = [
  ['a stranger', { path: services, token: 'nobody-knows' }],
  ['a stranger at discovery', { path: '/apis', token: 'nobody-knows' }],
  ['nobody', { path: services, token: '' }],
  ['POST', { path: services, method: 'POST', body: '{}' }],
  ['POST of a kind', { path: routes, method: 'POST', body: '{}' }],
  ['POST at an object', { path: `${services}/web`, method: 'POST', body: '{}' }],
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
  ['a web page', { path: services, headers: { Accept: 'text/html' } }],
  ['a web page of a kind', { path: routes, headers: { Accept: 'text/html' } }],
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

  async function both(request: Parameters<typeof askApi>[1], token?: string) {
    const who = (server: ApiServerAddress) => ({
      ...server,
      token: token === '' ? undefined : token ?? server.token,
    });
    const [fromReal, fromDemo] = await Promise.all([
      askApi(who(servers.real), request),
      askApi(who(servers.demo), request),
    ]);
    return { real: answerFacts(fromReal), demo: answerFacts(fromDemo) };
  }

  describe.each(Object.entries(paths))('%s', (_, each) => {
    it.each(each)('%s', async path => {
      const answers = await both({ path });
      expect(answers.demo).toEqual(answers.real);
    });
  });

  it.each(others)('%s', async (_, { token, ...request }) => {
    const answers = await both(request, token);
    expect(answers.demo).toEqual(answers.real);
  });
});

function labelled(
  object: ReturnType<typeof route>,
  labels: Record<string, string>,
) {
  return { ...object, metadata: { ...object.metadata, labels } };
}
