import {
  createResponse,
  isAtOrBelow,
  Message,
  RecordType,
  SectionRecord,
  targetToRdata,
} from '@openova/dns-wire';
import { Answer } from './loopbackServer';

/** Records from lines of the form `name type target`, with a TTL of 30 seconds. */
export function records(...lines: string[]): SectionRecord[] {
  return lines.map(line => {
    const [, name, type, target] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
    return {
      name,
      class: 'IN',
      ttl: 30,
      ...targetToRdata(type as RecordType, target),
    };
  });
}

/** Has only one way to say no. */
export const refusing: Answer = query =>
  createResponse(query, { rcode: 'REFUSED' });

/**
 * Answers as k8gb's CoreDNS does: never with AA, with a name server at the apex that
 * it makes up, with the hosts' addresses, those of its own cluster under
 * `localtargets-`, and REFUSED for other zones.
 */
export function k8gbServer(
  zone: string,
  hosts: Record<string, readonly string[]>,
): Answer {
  const soa = records(
    `${zone} SOA ns1.dns.${zone} hostmaster.dns.${zone} 1 14400 3600 604800 30`,
  );
  return query => {
    const [{ name, type }] = query.questions;
    if (!isAtOrBelow(name, zone)) return refusing(query);
    const say = (fields: Partial<Message>) => createResponse(query, fields);
    if (name === zone) {
      if (type === 'SOA') return say({ answers: soa });
      if (type === 'NS') {
        return say({ answers: records(`${zone} NS ns1.dns.${zone}`) });
      }
      return say({ authorities: soa });
    }
    const addresses = hosts[name];
    if (!addresses) return say({ rcode: 'NXDOMAIN', authorities: soa });
    const lines = addresses.map(address =>
      address.includes(':')
        ? `${name} AAAA ${address}`
        : `${name} A ${address}`,
    );
    const answers = records(...lines).filter(each => each.type === type);
    return say(answers.length > 0 ? { answers } : { authorities: soa });
  };
}

/**
 * A server of the zone above, by records: authoritative, with a cut at each NS set
 * below its apex, and addresses of name servers in the additional section. What
 * `instead` says goes first.
 */
export function parentServer(
  zone: string,
  lines: readonly string[],
  instead: Answer = () => undefined,
): Answer {
  const all = records(
    `${zone} SOA ns1.${zone} hostmaster.${zone} 1 7200 3600 604800 60`,
    ...lines,
  );
  const soa = all.slice(0, 1);
  return query => {
    const said = instead(query);
    if (said) return said;
    const [{ name, type }] = query.questions;
    if (!isAtOrBelow(name, zone)) return refusing(query);
    const cut = all.filter(
      each =>
        each.type === 'NS' &&
        each.name !== zone &&
        isAtOrBelow(name, each.name) &&
        !(type === 'DS' && name === each.name),
    );
    if (cut.length > 0) {
      const names = cut.map(each =>
        each.type === 'NS' ? each.data?.target : undefined,
      );
      return createResponse(query, {
        authorities: cut,
        additionals: all.filter(
          each =>
            (each.type === 'A' || each.type === 'AAAA') &&
            names.includes(each.name),
        ),
      });
    }
    const at = all.filter(each => each.name === name);
    const answers = at.filter(each => each.type === type);
    return createResponse(query, {
      authoritative: true,
      rcode: at.length > 0 ? 'NOERROR' : 'NXDOMAIN',
      answers,
      authorities: answers.length > 0 ? [] : soa,
    });
  };
}
