import { replayWorld } from '../replay';

const ownership =
  '"heritage=external-dns,external-dns/owner=openova,external-dns/resource=crd/x/apex"';
const spf = {
  dnsName: 'openova.io',
  recordType: 'TXT',
  targets: ['"v=spf1 mx -all"'],
};
const mail = {
  dnsName: 'openova.io',
  recordType: 'MX',
  targets: ['10 mail.openova.io'],
};
const address = {
  dnsName: 'openova.io',
  recordType: 'A',
  targets: ['192.0.2.1'],
};
const oldForm = {
  dnsName: '_externaldns.openova.io',
  recordType: 'TXT',
  targets: [ownership],
};

function replay(endpoints: object[], records: object[]) {
  return replayWorld(
    {
      id: 'apex',
      config: {
        mode: 'sync',
        policy: 'sync',
        sources: ['crd'],
        domainFilter: ['openova.io'],
        managedRecordTypes: ['A', 'AAAA', 'CNAME', 'TXT', 'MX'],
        registry: {
          type: 'txt',
          txtOwnerId: 'openova',
          txtPrefix: '_externaldns.',
        },
      },
      clusters: {
        eu: [
          {
            apiVersion: 'externaldns.k8s.io/v1alpha1',
            kind: 'DNSEndpoint',
            metadata: { name: 'apex', namespace: 'x' },
            spec: { endpoints },
          },
        ],
      },
      records,
      zones: ['openova.io'],
    },
    {},
  );
}

describe('an apex of ours among what people made there', () => {
  it('is created beside a text and mail records', () => {
    const { changes } = replay([address], [spf, mail]);
    expect(changes.create.map(each => each.dnsName)).toEqual([
      '_externaldns.openova.io',
      'openova.io',
    ]);
    expect([...changes.updateOld, ...changes.delete]).toEqual([]);
  });

  it('leaves them alone from then on: its TXT speaks for the address only', () => {
    const { changes, findings } = replay(
      [address],
      [address, oldForm, spf, mail],
    );
    expect(changes).toEqual({
      create: [],
      updateOld: [],
      updateNew: [],
      delete: [],
    });
    expect(findings).toEqual([]);
  });

  it('leaves them where they are when it goes, and takes its TXT along', () => {
    const { changes } = replay([], [address, oldForm, spf, mail]);
    expect(changes.delete.map(each => [each.dnsName, each.recordType])).toEqual(
      [
        ['_externaldns.openova.io', 'TXT'],
        ['openova.io', 'A'],
      ],
    );
  });

  it('does not adopt a text that its object asks for as well', () => {
    const { changes, verdicts } = replay(
      [address, { ...spf, targets: ['"v=spf1 -all"'] }],
      [address, oldForm, spf],
    );
    expect([
      ...changes.create,
      ...changes.updateOld,
      ...changes.delete,
    ]).toEqual([]);
    expect(
      verdicts.map(({ recordType, reason }) => [recordType, reason]),
    ).toEqual([
      ['A', 'published'],
      ['TXT', 'not-owned'],
    ]);
  });

  it('has no second record under the one TXT', () => {
    const { changes, verdicts } = replay([address, mail], []);
    expect(changes.create.map(each => each.recordType)).toEqual(['TXT', 'A']);
    expect(verdicts.find(each => each.recordType === 'MX')?.reason).toBe(
      'ownership-name-taken',
    );
  });
});
