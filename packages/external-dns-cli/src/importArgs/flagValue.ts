import { Flag } from '../flags/flag';
import { EnvironmentVariable } from './argumentList';
import { humanDuration } from './durations';
import { GivenFlag } from './givenFlags';
import { resolveReferences, soleReference, variableOf } from './references';

/** What a flag's value is in the configuration, and what to say beside it. @internal */
export interface FlagValue {
  value: unknown;
  comment?: string;
}

/**
 * The value of a flag as configuration. A secret becomes a reference to an
 * environment variable, whatever it was; so does a URL with credentials in it.
 *
 * @internal
 */
export function flagValue(
  { flag, values }: GivenFlag,
  environment: readonly EnvironmentVariable[],
): FlagValue {
  if (flag.secret || values.some(each => /:\/\/[^/\s@]+@/.test(each))) {
    return secretValue(flag, values[values.length - 1], environment);
  }
  const used = new Set<string>();
  const resolved = values.map(each =>
    resolveReferences(each, environment, used),
  );
  const [last] = resolved.slice(-1);
  const comments = [...used].map(name => sourceOf(name, environment));
  const value = typedValue(flag, resolved, last);
  return {
    value,
    ...(comments.length > 0 ? { comment: comments.join('\n') } : {}),
  };
}

function typedValue(
  flag: Flag,
  values: readonly string[],
  last: string,
): unknown {
  switch (flag.kind) {
    case 'list':
      return values;
    case 'switch':
      return !/^(false|0|no|off)$/i.test(last);
    case 'number':
      return /^-?\d{1,15}$/.test(last) ? Number(last) : last;
    case 'duration':
      return humanDuration(last) ?? last;
    default:
      return last;
  }
}

function secretValue(
  flag: Flag,
  value: string,
  environment: readonly EnvironmentVariable[],
): FlagValue {
  const reference = soleReference(value);
  const name = reference ?? variableOf(flag.name);
  return {
    value: `\${${name}}`,
    comment: reference
      ? sourceOf(name, environment)
      : `Stood in plain text in --${flag.name}: keep it in a secret, and give the portal the variable ${name}.`,
  };
}

/** Where a variable came from, for the comment beside its reference. @internal */
export function sourceOf(
  name: string,
  environment: readonly EnvironmentVariable[],
): string {
  const variable = environment.find(each => each.name === name);
  if (variable?.from) return `${name} came from ${variable.from}.`;
  return variable?.value !== undefined
    ? `${name} stood in plain text in the input: keep it in a secret.`
    : `${name} is not defined in the input: set it for the portal.`;
}
