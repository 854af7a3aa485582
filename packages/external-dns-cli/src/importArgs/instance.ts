import { JsonObject } from './json';

/** Comments by key path within the instance: `registry.txtOwnerId`. @internal */
export type Comments = Map<string, string>;

/** An entry of `externalDns.providers`, with comments by key. @internal */
export interface ImportedProvider {
  config: JsonObject;
  comments: Comments;
}

/** What one argument list became. @internal */
export interface ImportedInstance {
  name: string;
  namespace?: string;
  origin: string;
  clusters?: string[];
  /** The keys of the instance; `registry` is nested. */
  config: JsonObject;
  comments: Comments;
  /** `schedule.sync`, which all instances share. */
  interval?: Record<string, number>;
  provider: ImportedProvider;
  /** What has no counterpart, and what should be known. */
  notes: string[];
}
