import { ProviderContext } from '../provider';

/** A call's surroundings that let everything through and remember what was asked. */
export interface RecordedSurroundings {
  context: ProviderContext;
  /** One for each `take`, whether it was for a write. */
  taken: boolean[];
}

/** Surroundings without limits; `signal` where a call is to be given up. */
export function unlimited(signal?: AbortSignal): RecordedSurroundings {
  const taken: boolean[] = [];
  return {
    taken,
    context: {
      signal: signal ?? new AbortController().signal,
      priority: 'background',
      budget: {
        take: async options => {
          taken.push(options?.write === true);
        },
        report: () => {},
      },
    },
  };
}
