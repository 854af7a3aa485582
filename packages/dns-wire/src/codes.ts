import { DnsValueError } from './errors';

/**
 * Numbers and mnemonics of the DNS parameters (IANA "Domain Name System (DNS)
 * Parameters"). A number without a row here is written as RFC 3597 does:
 * `TYPE65280`, `CLASS42`, and in the same manner `OPCODE7`, `RCODE13`.
 */
const typeNumbers = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  HINFO: 13,
  MX: 15,
  TXT: 16,
  RP: 17,
  AAAA: 28,
  LOC: 29,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  OPT: 41,
  DS: 43,
  SSHFP: 44,
  RRSIG: 46,
  NSEC: 47,
  DNSKEY: 48,
  NSEC3: 50,
  NSEC3PARAM: 51,
  TLSA: 52,
  CDS: 59,
  CDNSKEY: 60,
  OPENPGPKEY: 61,
  SVCB: 64,
  HTTPS: 65,
  SPF: 99,
  TSIG: 250,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
  URI: 256,
  CAA: 257,
} as const;

const classNumbers = { IN: 1, CH: 3, HS: 4, NONE: 254, ANY: 255 } as const;

const opcodeNumbers = {
  QUERY: 0,
  IQUERY: 1,
  STATUS: 2,
  NOTIFY: 4,
  UPDATE: 5,
  DSO: 6,
} as const;

const rcodeNumbers = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  BADVERS: 16,
  BADCOOKIE: 23,
} as const;

const tsigErrorNumbers = {
  NOERROR: 0,
  BADSIG: 16,
  BADKEY: 17,
  BADTIME: 18,
  BADTRUNC: 22,
} as const;

/** A type with a mnemonic. @public */
export type NamedType = keyof typeof typeNumbers;
/** A type: its mnemonic, or `TYPEn`. @public */
export type RecordType = NamedType | `TYPE${number}`;
/** A class: its mnemonic, or `CLASSn`. @public */
export type RecordClass = keyof typeof classNumbers | `CLASS${number}`;
/** An opcode: its mnemonic, or `OPCODEn`. @public */
export type Opcode = keyof typeof opcodeNumbers | `OPCODE${number}`;
/** A response code, extended ones included: its mnemonic, or `RCODEn`. @public */
export type ResponseCode = keyof typeof rcodeNumbers | `RCODE${number}`;
/** The error field of a TSIG record: its mnemonic, or `RCODEn`. @public */
export type TsigError = keyof typeof tsigErrorNumbers | `RCODE${number}`;

class CodeTable<Mnemonic extends string, Prefix extends string> {
  private readonly names = new Map<number, Mnemonic>();
  private readonly numbers = new Map<string, number>();

  constructor(
    rows: Readonly<Record<Mnemonic, number>>,
    private readonly prefix: Prefix,
    private readonly limit: number,
  ) {
    for (const mnemonic of Object.keys(rows) as Mnemonic[]) {
      this.names.set(rows[mnemonic], mnemonic);
      this.numbers.set(mnemonic, rows[mnemonic]);
    }
  }

  text(code: number): Mnemonic | `${Prefix}${number}` {
    return this.names.get(code) ?? `${this.prefix}${code}`;
  }

  code(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) {
      return known;
    }
    const digits = text.startsWith(this.prefix)
      ? text.slice(this.prefix.length)
      : '';
    const code = Number(digits);
    if (!/^(?:0|[1-9][0-9]{0,4})$/.test(digits) || code > this.limit) {
      throw new DnsValueError(
        `${JSON.stringify(text)} is no known mnemonic and not of the form ${
          this.prefix
        }n with n up to ${this.limit}.`,
      );
    }
    return code;
  }
}

const types = new CodeTable(typeNumbers, 'TYPE', 0xffff);
const classes = new CodeTable(classNumbers, 'CLASS', 0xffff);
const opcodes = new CodeTable(opcodeNumbers, 'OPCODE', 0xf);
const rcodes = new CodeTable(rcodeNumbers, 'RCODE', 0xfff);
const tsigErrors = new CodeTable(tsigErrorNumbers, 'RCODE', 0xffff);

/** The mnemonic of a type number. @public */
export const typeText = (code: number): RecordType => types.text(code);
/** The number of a type. @throws DnsValueError when it is none. @public */
export const typeCode = (type: string): number => types.code(type);
/** The mnemonic of a class number. @public */
export const classText = (code: number): RecordClass => classes.text(code);
/** The number of a class. @throws DnsValueError when it is none. @public */
export const classCode = (text: string): number => classes.code(text);
/** The mnemonic of an opcode. @public */
export const opcodeText = (code: number): Opcode => opcodes.text(code);
/** The number of an opcode. @throws DnsValueError when it is none. @public */
export const opcodeCode = (text: string): number => opcodes.code(text);
/** The mnemonic of a response code of up to 12 bits. @public */
export const rcodeText = (code: number): ResponseCode => rcodes.text(code);
/** The number of a response code. @throws DnsValueError when it is none. @public */
export const rcodeCode = (text: string): number => rcodes.code(text);
/** The mnemonic of a TSIG error. @public */
export const tsigErrorText = (code: number): TsigError => tsigErrors.text(code);
/** The number of a TSIG error. @throws DnsValueError when it is none. @public */
export const tsigErrorCode = (text: string): number => tsigErrors.code(text);
