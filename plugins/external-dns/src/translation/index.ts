export { externalDnsTranslationRef } from './externalDnsTranslationRef';
export { useDnsTranslation } from './useDnsTranslation';
export type { Translate } from './useDnsTranslation';
