import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { externalDnsTranslationRef } from './externalDnsTranslationRef';

/** The function that turns a message's key into its text. */
export type Translate = TranslationFunction<
  (typeof externalDnsTranslationRef)['T']
>;

/** The plugin's own texts in the viewer's language. */
export function useDnsTranslation(): Translate {
  return useTranslationRef(externalDnsTranslationRef).t;
}
