import { Options } from '@openova/dns-engine';
import { digestOf } from '../store/columns';
import { Store } from '../store/store';
import { GslbKnowledge } from './context';

/**
 * What was seen of delegated zones over DNS, and what people decided about them, as it
 * is stored now; undefined where no instance reads k8gb.
 *
 * @internal
 */
export async function gslbKnowledge(
  instances: readonly Options[],
  store: Store,
): Promise<GslbKnowledge | undefined> {
  if (!instances.some(each => each.sources.includes('k8gb'))) return undefined;
  const [observed, decisions] = await Promise.all([
    store.observations.all(),
    store.delegations.decisions(),
  ]);
  // When something was asked changes nothing; what was answered does.
  const answers = observed.map(({ at: _at, ...answer }) => answer);
  return { observed, decisions, digest: digestOf(answers, decisions) };
}
