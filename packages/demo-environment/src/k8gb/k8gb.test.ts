import { fieldOf } from './gslbObjects';
import {
  addressesIn,
  askOverTcp,
  askOverUdp,
  inText,
} from './__testUtils__/ask';
import {
  gslb,
  GslbWorld,
  host,
  startGslbWorld,
  zone,
} from './__testUtils__/gslbWorld';

const euAddress = '192.0.2.10';
const usAddress = '198.51.100.10';
const failover = { type: 'failover', primaryGeoTag: 'eu', dnsTtlSeconds: 5 };
const roundRobin = { type: 'roundRobin' };

describe("k8gb's name servers", () => {
  let world: GslbWorld;

  beforeEach(async () => {
    world = await startGslbWorld();
  });

  afterEach(() => world.close());

  function apply(strategy: object, euHealth: string, usHealth?: string) {
    world.eu.apply(gslb(strategy, euHealth, [euAddress]));
    if (usHealth) world.us.apply(gslb(strategy, usHealth, [usAddress]));
  }

  async function answers(name = host) {
    return {
      eu: addressesIn(await askOverUdp(world.euServer, name)),
      us: addressesIn(await askOverUdp(world.usServer, name)),
    };
  }

  it.each([
    ['roundRobin', roundRobin, 'Healthy', 'Healthy', [euAddress, usAddress]],
    ['roundRobin', roundRobin, 'Healthy', 'Unhealthy', [euAddress]],
    ['roundRobin', roundRobin, 'Unhealthy', 'NotFound', 'NXDOMAIN'],
    ['geoip', { type: 'geoip' }, 'Healthy', 'Healthy', [euAddress, usAddress]],
    ['failover', failover, 'Healthy', 'Healthy', [euAddress]],
    ['failover', failover, 'Unhealthy', 'Healthy', [usAddress]],
    ['failover', failover, 'Healthy', 'Unhealthy', [euAddress]],
    ['failover', failover, 'Unhealthy', 'Unhealthy', 'NXDOMAIN'],
  ])('%s with %j, eu %s, us %s: %j everywhere', async (...row) => {
    const [, strategy, euHealth, usHealth, expected] = row;
    apply(strategy, euHealth, usHealth);
    expect(await answers()).toEqual({ eu: expected, us: expected });
  });

  it('go by the Gslb of their own cluster where these differ', async () => {
    world.eu.apply(gslb(failover, 'Healthy', [euAddress]));
    const other = { ...failover, primaryGeoTag: 'us' };
    world.us.apply(gslb(other, 'Healthy', [usAddress]));
    expect(await answers()).toEqual({ eu: [euAddress], us: [usAddress] });
  });

  it('do not know a host of the other cluster only', async () => {
    apply(roundRobin, 'Healthy');
    expect(await answers()).toEqual({ eu: [euAddress], us: 'NXDOMAIN' });
  });

  it('tell the addresses of their own cluster, as long as it is well', async () => {
    apply(failover, 'Healthy', 'Unhealthy');
    expect(await answers(`localtargets-${host}`)).toEqual({
      eu: [euAddress],
      us: 'NXDOMAIN',
    });
  });

  it('answer by the weights of the clusters first', async () => {
    apply({ ...roundRobin, weight: { eu: 1, us: 0 } }, 'Healthy', 'Healthy');
    const answer = await askOverUdp(world.euServer, host);
    expect(answer.answers.map(inText)).toEqual([
      `${host} 30 A ${euAddress}`,
      `${host} 30 A ${usAddress}`,
    ]);
  });

  it('never say that they are authoritative, and have the TTL of the Gslb', async () => {
    apply(failover, 'Healthy', 'Healthy');
    const answer = await askOverTcp(world.usServer, host.toUpperCase());
    expect(answer).toMatchObject({ authoritative: false, rcode: 'NOERROR' });
    expect(answer.answers.map(inText)).toEqual([
      `${host.toUpperCase()} 5 A ${euAddress}`,
    ]);
  });

  it('have a made-up name server at the apex, and nothing under its name', async () => {
    const startOfAuthority = `${zone} 30 SOA ns1.dns.${zone}. hostmaster.dns.${zone}. 1 7200 1800 86400 30`;
    const nameServer = `${zone} 30 NS ns1.dns.${zone}`;
    const ask = async (name: string, type: 'SOA' | 'NS' | 'A' | 'AAAA') => {
      const answer = await askOverUdp(world.euServer, name, type);
      expect(answer.authoritative).toBe(false);
      return {
        rcode: answer.rcode,
        answers: answer.answers.map(inText),
        authorities: answer.authorities.map(inText),
      };
    };
    apply(roundRobin, 'Healthy', 'Healthy');
    const nothing = {
      rcode: 'NOERROR',
      answers: [],
      authorities: [startOfAuthority],
    };
    expect(await ask(zone, 'SOA')).toEqual({
      rcode: 'NOERROR',
      answers: [startOfAuthority],
      authorities: [nameServer],
    });
    expect(await ask(zone, 'NS')).toEqual({
      rcode: 'NOERROR',
      answers: [nameServer],
      authorities: [],
    });
    expect(await ask(zone, 'A')).toEqual(nothing);
    expect(await ask(`ns1.dns.${zone}`, 'A')).toEqual(nothing);
    expect(await ask(host, 'AAAA')).toEqual(nothing);
    expect(await ask(`nowhere.${zone}`, 'A')).toEqual({
      ...nothing,
      rcode: 'NXDOMAIN',
    });
  });

  it('refuse what they do not serve, and what k8gb was not told to serve', async () => {
    apply(roundRobin, 'Healthy', 'Healthy');
    expect(await answers('openova.io')).toEqual({
      eu: 'REFUSED',
      us: 'REFUSED',
    });
    world.us.delete({
      kind: 'ConfigMap',
      namespace: 'k8gb',
      name: 'k8gb-zone-delegation',
    });
    expect(await answers()).toEqual({ eu: [euAddress], us: 'REFUSED' });
  });

  it('leave the zone with the ZoneDelegation', async () => {
    apply(roundRobin, 'Healthy', 'Healthy');
    world.us.delete({
      apiVersion: 'k8gb.io/v1beta1',
      kind: 'ZoneDelegation',
      name: 'gslb-openova-io',
    });
    expect(await answers()).toEqual({ eu: [euAddress], us: 'REFUSED' });
  });

  it('know the Gslbs of the old group that have not moved', async () => {
    const apiVersion = 'k8gb.absa.oss/v1beta1';
    world.eu.apply(gslb(roundRobin, 'Healthy', [euAddress], { apiVersion }));
    expect(await answers()).toEqual({ eu: [euAddress], us: 'NXDOMAIN' });
    const annotations = { 'k8gb.io/migrated-to-k8gb-io': 'true' };
    world.eu.apply(
      gslb(roundRobin, 'Healthy', [euAddress], { apiVersion, annotations }),
    );
    expect(await answers()).toEqual({ eu: 'NXDOMAIN', us: 'NXDOMAIN' });
  });

  it('fall silent when they are told to, and speak again', async () => {
    apply(roundRobin, 'Healthy', 'Healthy');
    world.us.setFaults({ silentNameServer: true });
    await expect(askOverTcp(world.usServer, host)).rejects.toThrow('hung up');
    expect(addressesIn(await askOverUdp(world.euServer, host))).toHaveLength(2);
    world.us.clearFaults();
    expect(await answers()).toMatchObject({ us: [euAddress, usAddress] });
  });

  it('write what they answer into the Gslbs, of both clusters', async () => {
    apply(failover, 'Unhealthy', 'Healthy');
    // Any answer comes after the moment in which the changes are followed.
    await answers();
    const records = [world.eu, world.us].map(cluster => {
      const [object] = cluster.list('gslbs.k8gb.io');
      return fieldOf(object, 'status', 'healthyRecords');
    });
    expect(records).toEqual([{ [host]: [usAddress] }, { [host]: [usAddress] }]);
  });

  it('say where they cannot listen', async () => {
    const { eu, euServer, k8gb } = world;
    await expect(k8gb.listen(eu, euServer)).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
    await expect(
      k8gb.listen(eu, { address: '203.0.113.1', port: 0 }),
    ).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });
});
