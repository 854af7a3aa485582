export * from './errors';
export {
  canonicalName,
  compareNames,
  formatLabel,
  formatName,
  isAtOrBelow,
  MAX_LABEL_LENGTH,
  MAX_NAME_LENGTH,
  namesEqual,
  normalizeName,
  parseName,
} from './name';
export type { Name } from './name';
export * from './codes';
export * from './address';
export * from './record';
export { isStructuredType } from './recordData';
export * from './message';
export { decodeHeader, decodeMessage } from './decode';
export { encodeMessage, MAX_MESSAGE_LENGTH } from './encode';
export type { EncodeOptions } from './encode';
export {
  joinStrings,
  octetsOf,
  quoteOctets,
  splitIntoStrings,
  stringsToText,
  textOf,
  textToStrings,
} from './text';
export * from './target';
export * from './storedTargets';
export * from './framing';
export * from './update';
export { isTsigAlgorithm, parseTsigKey } from './tsigKey';
export type { TsigAlgorithm, TsigKey } from './tsigKey';
export * from './tsigSign';
export * from './tsigVerify';
