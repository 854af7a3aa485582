import { ProviderSpecificProperty } from '../../endpoint';

/** Whether a record that stands goes through its service's proxy. @internal */
export function standingTrue(
  properties: readonly ProviderSpecificProperty[] | undefined,
): boolean {
  return (properties ?? []).some(
    ({ name, value }) =>
      /(^|[/-])proxied$/.test(name) && value.toLowerCase() === 'true',
  );
}
