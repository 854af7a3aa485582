/** Two values of the record types that the conformance kit has none of. */
export const samples: Record<string, [string[], string[]]> = {
  DNAME: [['one.example.org'], ['two.example.org']],
  SSHFP: [[`4 2 ${'ab'.repeat(32)}`], [`4 2 ${'CD'.repeat(32)}`]],
  TLSA: [[`3 1 1 ${'ab'.repeat(32)}`], [`3 1 1 ${'CD'.repeat(32)}`]],
};
