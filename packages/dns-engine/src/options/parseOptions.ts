import { Options } from './types';

/** A mistake in the configuration. `path` is like `externalDns.instances[1].policy`. @public */
export interface ConfigProblem {
  path: string;
  /** One sentence: what is wrong and what would be right. Never holds a secret. */
  message: string;
}

/**
 * Reads the `externalDns` section from plain JSON: one `Options` for each instance
 * (one named `default` where none are configured). `options` is empty where there
 * are problems.
 *
 * @public
 */
export function parseOptions(config: unknown): {
  options: Options[];
  problems: ConfigProblem[];
} {
  throw new Error(`not yet: ${typeof config}`);
}
