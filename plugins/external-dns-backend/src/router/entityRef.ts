import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * The entity ref in its normal form.
 *
 * @throws InputError for a malformed one.
 */
export function normaliseEntityRef(entityRef: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    throw new InputError(
      `"${entityRef}" is no entity ref: write it as component:default/shop`,
    );
  }
}
