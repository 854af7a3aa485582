/** Two values of the record types that the conformance kit has none of. */
export const samples: Record<string, [string[], string[]]> = {
  DNAME: [['one.example.org'], ['two.example.org']],
  HTTPS: [['1 . alpn=h2'], ['1 . alpn=h3']],
  SSHFP: [[`4 2 ${'ab'.repeat(32)}`], [`4 2 ${'cd'.repeat(32)}`]],
  SVCB: [['1 one.example.org.'], ['1 two.example.org.']],
  TLSA: [[`3 1 1 ${'ab'.repeat(32)}`], [`3 1 1 ${'cd'.repeat(32)}`]],
};
