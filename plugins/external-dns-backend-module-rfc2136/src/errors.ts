import { ProviderError } from '@openova/backstage-plugin-external-dns-node';
import { ResponseCode, TsigError } from '@openova/dns-wire';

/** What was asked, for messages. @internal */
export interface Asked {
  what: 'query' | 'transfer' | 'update';
  zone: string;
  /** The server, as `host:port`. */
  server: string;
  /** Name of the TSIG key, if one signed. */
  keyName: string | undefined;
}

/**
 * Codes that say: what stands is not what the prerequisites say (RFC 2136 section
 * 3.2).
 *
 * @internal
 */
export function isFailedPrerequisite(rcode: ResponseCode): boolean {
  return ['NXRRSET', 'YXRRSET', 'YXDOMAIN', 'NXDOMAIN'].includes(rcode);
}

/** An answer's code as an error. @internal */
export function errorOfCode(rcode: ResponseCode, asked: Asked): ProviderError {
  const { server, zone, what } = asked;
  const doing = doings[what];
  switch (rcode) {
    case 'REFUSED':
      return new ProviderError(
        'InvalidConfig',
        `${server} refused the ${doing} ${zone}: allow it ${
          asked.keyName === undefined
            ? 'without a key there, or configure one'
            : `to the TSIG key ${asked.keyName} there (${settingsOf[what]}), and check that the server knows that key with this secret`
        }`,
      );
    case 'NOTAUTH':
      return new ProviderError(
        'InvalidConfig',
        `${server} is not authoritative for ${zone}, or does not accept ${
          asked.keyName === undefined
            ? 'requests without a key'
            : `the TSIG key ${asked.keyName}`
        } (NOTAUTH): check zone, host and key`,
      );
    case 'NOTIMP':
      return new ProviderError(
        'InvalidConfig',
        `${server} does not do the ${doing} ${zone} (NOTIMP): host must be a server that takes DNS UPDATE`,
      );
    case 'NOTZONE':
    case 'FORMERR':
      return new ProviderError(
        'Rejected',
        `${server} refused the ${doing} ${zone} as wrong (${rcode})`,
      );
    default:
      return new ProviderError(
        'Unavailable',
        `${server} answered ${rcode} to the ${doing} ${zone}`,
      );
  }
}

/** What a server says of our signature, as an error. @internal */
export function errorOfSignature(
  error: TsigError,
  { server, keyName = '' }: Asked,
): ProviderError {
  switch (error) {
    case 'BADKEY':
      return invalid(
        `${server} does not know the TSIG key ${keyName} with this algorithm (BADKEY): check tsigKeyname and tsigSecretAlg`,
      );
    case 'BADSIG':
      return invalid(
        `${server} has another secret for the TSIG key ${keyName} (BADSIG): check tsigSecret`,
      );
    case 'BADTIME':
      return invalid(
        `The clocks of ${server} and of this backend differ too much for TSIG (BADTIME): set both by NTP`,
      );
    default:
      return invalid(
        `${server} did not accept the signature by the TSIG key ${keyName} (${error}): check name, algorithm and secret`,
      );
  }
}

/** An answer that nobody vouches for. @internal */
export function errorOfAnswer(reason: string, asked: Asked): ProviderError {
  return new ProviderError(
    'Unavailable',
    `The answer of ${asked.server} to the ${doings[asked.what]} ${
      asked.zone
    } cannot be trusted: ${reason}`,
  );
}

const doings = {
  query: 'query in',
  transfer: 'transfer of',
  update: 'update of',
} as const;

/** Where each is allowed in BIND and Knot. */
const settingsOf = {
  query: 'allow-query',
  transfer: 'allow-transfer, or acl with action transfer',
  update: 'update-policy, or acl with action update',
} as const;

function invalid(message: string): ProviderError {
  return new ProviderError('InvalidConfig', message);
}
