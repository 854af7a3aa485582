declare module 'tr46' {
  interface Options {
    checkBidi?: boolean;
    checkHyphens?: boolean;
    checkJoiners?: boolean;
    ignoreInvalidPunycode?: boolean;
    transitionalProcessing?: boolean;
    useSTD3ASCIIRules?: boolean;
    verifyDNSLength?: boolean;
  }
  function toASCII(domain: string, options?: Options): string | null;
  function toUnicode(
    domain: string,
    options?: Options,
  ): { domain: string; error: boolean };
}
