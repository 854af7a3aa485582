import { isWithin, normaliseName } from '../../name';
import { Check, Found } from './found';

const challenge = '_acme-challenge.';

/** Records of the parent that the delegation hides. @internal */
export const occludedRecords: Check = function* occludedRecords(
  { state },
  { standing, desired },
) {
  const { zone, parent } = state;
  const told = new Set<string>();
  const found = (subject: string, recordType: string): Found => {
    told.add(`${subject} ${recordType}`);
    const isChallenge = subject.startsWith(challenge);
    return {
      id: 'OCCLUDED_RECORD',
      subject,
      params: {
        recordType,
        detail: isChallenge
          ? ', and no certificate is issued that is to be proved by it'
          : '',
        advice: isChallenge
          ? `; let CoreDNS answer it with a CNAME into ${parent}, or prove the name over HTTP`
          : '',
      },
    };
  };
  for (const { record } of standing?.atOrBelow(zone) ?? []) {
    yield found(normaliseName(record.dnsName), record.recordType);
  }
  // Of what is asked for, only this one is missed by a machine and not by a person.
  for (const { wishes } of desired) {
    for (const { endpoint } of wishes) {
      const name = normaliseName(endpoint.dnsName);
      const { recordType } = endpoint;
      if (!name.startsWith(challenge) || !isWithin(name, zone)) continue;
      if (!told.has(`${name} ${recordType}`)) yield found(name, recordType);
    }
  }
};
