import { ExternalDnsClient } from './ExternalDnsClient';

interface Request {
  url: string;
  init?: RequestInit;
}

function setup(answer: () => Response = () => Response.json({})) {
  const requests: Request[] = [];
  const fetchApi = {
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => {
      requests.push({ url: String(input), init });
      return answer();
    },
  };
  return { client: new ExternalDnsClient({ fetchApi }), requests };
}

describe('ExternalDnsClient', () => {
  it('reads an entity by the parts of its reference', async () => {
    const { client, requests } = setup(() =>
      Response.json({ entityRef: 'component:default/shop' }),
    );
    const view = await client.getEntity('Component:default/Shop');
    expect(view.entityRef).toBe('component:default/shop');
    expect(requests[0].url).toBe(
      'plugin://external-dns/entities/component/default/shop',
    );
  });

  it('sends only the filters that are set', async () => {
    const { client, requests } = setup();
    await client.listRecords({
      search: 'shop & co',
      zone: undefined,
      ours: false,
      limit: 50,
    });
    expect(requests[0].url).toBe(
      'plugin://external-dns/records?search=shop+%26+co&ours=false&limit=50',
    );
    await client.listChanges({ syncId: '4711' });
    expect(requests[1].url).toBe('plugin://external-dns/changes?syncId=4711');
  });

  it('knows the path of every list and document', async () => {
    const { client, requests } = setup();
    await client.getHostname('*.openova.io');
    await client.getOverview();
    await client.listClusters();
    await client.listZones();
    await client.listVerdicts({ state: 'conflict' });
    await client.listFindings();
    await client.listSyncs({ cursor: 'abc' });
    await client.getResync('7');
    expect(requests.map(({ url }) => url.replace('plugin://', ''))).toEqual([
      'external-dns/hostnames/*.openova.io',
      'external-dns/overview',
      'external-dns/clusters',
      'external-dns/zones',
      'external-dns/verdicts?state=conflict',
      'external-dns/findings',
      'external-dns/syncs?cursor=abc',
      'external-dns/resyncs/7',
    ]);
  });

  it('posts what is asked for as JSON', async () => {
    const { client, requests } = setup();
    await client.resync({ kind: 'zone', zone: 'openova.io' });
    await client.check({ dnsNames: ['a.openova.io'] });
    await client.forget('us-west', 'Gateway');
    expect(
      requests.map(({ url, init }) => [
        url,
        init?.method,
        JSON.parse(String(init?.body)),
      ]),
    ).toEqual([
      [
        'plugin://external-dns/resyncs',
        'POST',
        { kind: 'zone', zone: 'openova.io' },
      ],
      ['plugin://external-dns/checks', 'POST', { dnsNames: ['a.openova.io'] }],
      [
        'plugin://external-dns/clusters/us-west/forget',
        'POST',
        { kind: 'Gateway' },
      ],
    ]);
  });

  it('gives an export as it is', async () => {
    const lines = '{"dnsName":"a"}\n{"dnsName":"b"}\n';
    const { client, requests } = setup(() => new Response(lines));
    await expect(client.exportZone('openova.io')).resolves.toBe(lines);
    expect(requests[0].url).toBe(
      'plugin://external-dns/zones/openova.io/export',
    );
  });

  it('rejects with the status of a refusal', async () => {
    const { client } = setup(() =>
      Response.json(
        { error: { name: 'NotAllowedError', message: 'not yours' } },
        { status: 403 },
      ),
    );
    await expect(client.listZones()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
    });
  });

  it('hands the signal on', async () => {
    const { client, requests } = setup();
    const { signal } = new AbortController();
    await client.listSyncs({}, { signal });
    await client.resync({ kind: 'all' }, { signal });
    expect(requests.map(({ init }) => init?.signal)).toEqual([signal, signal]);
  });
});
