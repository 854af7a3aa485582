/*
 * An alias names the hosted zone of its target. For targets that AWS itself runs,
 * that zone follows from the host name: AWS publishes one id for each kind of
 * endpoint and region (AWS General Reference, "Service endpoints and quotas"). Only
 * ids that are certain stand here; for any other target the annotation
 * `aws-target-hosted-zone` says it.
 */

/** Ids of one region: classic and application load balancers, network ones, PrivateLink, Elastic Beanstalk. */
interface RegionalZones {
  loadBalancer?: string;
  networkLoadBalancer?: string;
  privateLink?: string;
  beanstalk?: string;
}

function zones(
  loadBalancer?: string,
  networkLoadBalancer?: string,
  privateLink?: string,
  beanstalk?: string,
): RegionalZones {
  return { loadBalancer, networkLoadBalancer, privateLink, beanstalk };
}

const regions: Readonly<Record<string, RegionalZones>> = {
  'af-south-1': zones(
    'Z268VQBMOI5EKX',
    'Z203XCE67M25HM',
    'Z09302161J80N9A7UTP7U',
  ),
  'ap-east-1': zones('Z3DQVH9N71FHZ0', 'Z12Y7K3UBGUAD1', 'Z2LIHJ7PKBEMWN'),
  'ap-northeast-1': zones(
    'Z14GRHDCWA56QT',
    'Z31USIVHYNEOWT',
    'Z2E726K9Y6RL4W',
    'Z1R25G3KIG2GBW',
  ),
  'ap-northeast-2': zones(
    'ZWKZPGTI48KDX',
    'ZIBE1TIR4HY56',
    'Z27UANNT0PRK1T',
    'Z3JE5OI70TWKCP',
  ),
  'ap-northeast-3': zones('Z5LXEXXYW11ES', 'Z1GWIQ4HH19I5X', 'Z376B5OMM2JZL2'),
  'ap-south-1': zones(
    'ZP97RAFLXTNZK',
    'ZVDDRBQ08TROA',
    'Z2KVTB3ZLFM7JR',
    'Z18NTBI3Y7N9TZ',
  ),
  'ap-south-2': zones(
    'Z0173938T07WNTVAEPZN',
    'Z0711778386UTO08407HT',
    'Z0952991RWSF5AHIQDIY',
  ),
  'ap-southeast-1': zones(
    'Z1LMS91P8CMLE5',
    'ZKVM4W9LS7TM',
    'Z18LLCSTV4NVNL',
    'Z16FZ9L249IFLT',
  ),
  'ap-southeast-2': zones(
    'Z1GM3OXH4ZPM65',
    'ZCT6FZBF4DROD',
    'ZDK2GCRPAFKGO',
    'Z2PCDNR3VC2G1N',
  ),
  'ap-southeast-3': zones(
    'Z08888821HLRG5A9ZRTER',
    'Z01971771FYVNCOVWJU1G',
    'Z03881013RZ9BYYZO8N5W',
  ),
  'ap-southeast-4': zones(
    'Z09517862IB2WZLPXG76F',
    'Z01156963G8MIIL7X90IV',
    'Z07508191CO1RNBX3X3AU',
  ),
  'ca-central-1': zones(
    'ZQSVJUPU6J1EY',
    'Z2EPGBW3API2WT',
    'ZRCXCF510Y6P9',
    'ZJFCZL7SSZB5I',
  ),
  'ca-west-1': zones('Z06473681N0SF6OS049SD', 'Z02754302KBB00W2LKWZ9'),
  'cn-north-1': zones('Z1GDH35T77C1KE', 'Z3QFB96KMJ7ED6'),
  'cn-northwest-1': zones('ZM7IZAIOVVDZF', 'ZQEIKTCZ8352D'),
  'eu-central-1': zones(
    'Z215JYRZR1TBD5',
    'Z3F0SRJ5LGBH90',
    'Z273ZU8SZ5RJPC',
    'Z1FRNW7UH4DEZJ',
  ),
  'eu-central-2': zones(
    'Z06391101F2ZOEP8P5EB3',
    'Z02239872DOALSIDCX66S',
    'Z045369019J4FUQ4S272E',
  ),
  'eu-north-1': zones('Z23TAZ6LKFMNIO', 'Z1UDT6IFJ4EJM', 'Z3OWWK6JFDEDGC'),
  'eu-south-1': zones('Z3ULH7SSC9OV64', 'Z23146JA1KNAFP', 'Z2A5FDNRLY7KZG'),
  'eu-south-2': zones(
    'Z0956581394HF5D5LXGAP',
    'Z1011216NVTVYADP1SSV',
    'Z014396544HENR57XQCJ',
  ),
  'eu-west-1': zones(
    'Z32O12XQLNTSW2',
    'Z2IFOLAFXWLO4F',
    'Z38GZ743OKFT7T',
    'Z2NYPWQ7DFZAZH',
  ),
  'eu-west-2': zones(
    'ZHURV8PSTC4K8',
    'ZD4D7Y8KGAS4G',
    'Z7K1066E3PUKB',
    'Z1GKAAAUGATPF1',
  ),
  'eu-west-3': zones(
    'Z3Q77PNBQS71R4',
    'Z1CMS0P5QUZ6D5',
    'Z1DWHTMFP0WECP',
    'Z5WN6GAYWG5OB',
  ),
  'il-central-1': zones('Z09170902867EHPV2DABU', 'Z0313266YDI6ZRHTGQY4'),
  'me-central-1': zones(
    'Z08230872XQRWHG2XF6I',
    'Z00282643NTTLPANJJG2P',
    'Z07122992YCEUCB9A9570',
  ),
  'me-south-1': zones('ZS929ML54UICD', 'Z3QSRYVP46NYYV', 'Z3B95P3VBGEQGY'),
  'sa-east-1': zones(
    'Z2P70J7HTTTPLU',
    'ZTK26PT1VY4CU',
    'Z2LXUWEVLCVZIB',
    'Z10X7K2B4QSOFV',
  ),
  'us-east-1': zones(
    'Z35SXDOTRQ7X7K',
    'Z26RNL4JYFTOTI',
    'Z7HUB22UULQXV',
    'Z117KPS5GTRQ2G',
  ),
  'us-east-2': zones(
    'Z3AADJGX6KTTL2',
    'ZLMOA37VPKANP',
    'ZC8PG0KIFKBRI',
    'Z14LCN19Q5QHIC',
  ),
  'us-gov-east-1': zones('Z166TLBEWOO7G0', 'Z1ZSMQQ6Q24QQ8', 'Z2MU5TEIGO9WXB'),
  'us-gov-west-1': zones('Z33AYJ8TM3BH4J', 'ZMG1MZ2THAWF1', 'Z12529ZODG2B6H'),
  'us-west-1': zones(
    'Z368ELLRRE2KJ0',
    'Z24FKFUX50B4VW',
    'Z12I86A8N7VCZO',
    'Z1LQECGX5PH1X',
  ),
  'us-west-2': zones(
    'Z1H1FL5HABSF5',
    'Z18D5FSROUN65G',
    'Z1YSA3EXCYUU9Z',
    'Z38NKT9BP95V3O',
  ),
};

/** Services that have one zone for all regions. */
const globalZones: readonly (readonly [suffix: string, zone: string])[] = [
  ['.cloudfront.net', 'Z2FDTNDATAQYW2'],
  ['.cloudfront.cn', 'Z3RFFRIM2A3IF5'],
  ['.awsglobalaccelerator.com', 'Z2BJ6XQ5FK7U4H'],
];

/**
 * The hosted zone of a host name of AWS; undefined where it is none of AWS's, or one
 * whose zone is not known.
 *
 * @internal
 */
export function canonicalHostedZone(hostName: string): string | undefined {
  const name = hostName.toLowerCase().replace(/\.$/, '');
  for (const [suffix, zone] of globalZones) {
    if (name.endsWith(suffix)) return zone;
  }
  const regional = /\.([a-z0-9-]+)\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(
    name,
  );
  if (regional) {
    const [, first, second] = regional;
    if (second === 'elb') return inRegion(first)?.loadBalancer;
    if (first === 'elb') return inRegion(second)?.networkLoadBalancer;
    if (second === 'vpce') return inRegion(first)?.privateLink;
    return undefined;
  }
  const beanstalk = /\.([a-z0-9-]+)\.elasticbeanstalk\.com$/.exec(name);
  return beanstalk ? inRegion(beanstalk[1])?.beanstalk : undefined;
}

function inRegion(region: string): RegionalZones | undefined {
  return Object.hasOwn(regions, region) ? regions[region] : undefined;
}
