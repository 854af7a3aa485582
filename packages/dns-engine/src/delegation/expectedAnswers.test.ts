import { AnsweringCluster, expectedAnswers } from './expectedAnswers';
import { GslbStrategy } from './facts';

const strategy = (
  type: GslbStrategy['type'],
  primaryGeoTag = '',
  weights: Record<string, number> = {},
): GslbStrategy => ({ type, primaryGeoTag, weights, ttl: 30 });

const cluster = (
  geoTag: string,
  targets: string[],
  of: GslbStrategy,
): AnsweringCluster => ({
  cluster: `${geoTag}-1`,
  geoTag,
  targets,
  strategy: of,
});

const answers = (...clusters: AnsweringCluster[]) =>
  Object.fromEntries(expectedAnswers(clusters));

const eu = ['192.0.2.2', '192.0.2.1'];
const us = ['198.51.100.1'];

describe('the expected answer', () => {
  it.each([
    strategy('roundRobin'),
    strategy('geoip'),
    strategy('roundRobin', '', { eu: 10, us: 0 }),
  ])('of $type is everybody who is well', of => {
    const union = ['192.0.2.1', '192.0.2.2', '198.51.100.1'];
    expect(answers(cluster('eu', eu, of), cluster('us', us, of))).toEqual({
      'eu-1': union,
      'us-1': union,
    });
    expect(answers(cluster('eu', [], of), cluster('us', us, of))).toEqual({
      'eu-1': us,
      'us-1': us,
    });
  });

  it('of failover is the primary while it is well, else all others', () => {
    const of = strategy('failover', 'eu');
    expect(answers(cluster('eu', eu, of), cluster('us', us, of))).toEqual({
      'eu-1': ['192.0.2.1', '192.0.2.2'],
      'us-1': ['192.0.2.1', '192.0.2.2'],
    });
    const ap = cluster('ap', ['203.0.113.1'], of);
    const others = ['198.51.100.1', '203.0.113.1'];
    expect(answers(cluster('eu', [], of), cluster('us', us, of), ap)).toEqual({
      'eu-1': others,
      'us-1': others,
      'ap-1': others,
    });
  });

  it('is nothing where nobody is well', () => {
    const of = strategy('failover', 'eu');
    expect(answers(cluster('eu', [], of), cluster('us', [], of))).toEqual({
      'eu-1': [],
      'us-1': [],
    });
  });

  it('differs between clusters that name different primaries', () => {
    expect(
      answers(
        cluster('eu', ['192.0.2.1'], strategy('failover', 'eu')),
        cluster('us', us, strategy('failover', 'us')),
      ),
    ).toEqual({ 'eu-1': ['192.0.2.1'], 'us-1': us });
  });
});
