import { EnvironmentVariable } from './argumentList';

/**
 * Turns what a container was given into what may stand in the configuration:
 * `$(NAME)` becomes the variable's literal value, or `${NAME}` where the value is
 * kept elsewhere; a literal `${` is escaped. `used` collects the names referred to.
 *
 * @internal
 */
export function resolveReferences(
  value: string,
  environment: readonly EnvironmentVariable[],
  used: Set<string>,
): string {
  return value
    .split(/(\$\([A-Za-z_][A-Za-z0-9_.-]*\))/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replaceAll('${', '$${');
      const name = part.slice(2, -1);
      const variable = environment.find(each => each.name === name);
      if (variable?.value !== undefined && !soundsSecret.test(name)) {
        return variable.value.replaceAll('${', '$${');
      }
      used.add(name);
      return `\${${name}}`;
    })
    .join('');
}

const soundsSecret = /TOKEN|SECRET|PASSWORD|PASSWD|KEY|CREDENTIAL/i;

/** The reference alone, where that is all that the value is. @internal */
export function soleReference(value: string): string | undefined {
  return /^\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)$/.exec(value)?.[1];
}

/** `EXTERNAL_DNS_TXT_OWNER_ID` of `txt-owner-id`. @internal */
export function variableOf(flagName: string): string {
  return `EXTERNAL_DNS_${flagName.toUpperCase().replaceAll('-', '_')}`;
}
