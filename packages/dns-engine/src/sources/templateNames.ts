import {
  Endpoint,
  newEndpoint,
  suitableType,
  withoutTrailingDot,
} from '../endpoint';
import { TemplateError } from '../templates/errors';
import { Collection } from './collectObjects';
import { shorten } from './shorten';
import { SourceFailure } from './strategies';
import { Subject } from './subject';

/**
 * Hostnames that `fqdnTemplate` makes for an object; none without a template. A
 * template that fails ends the sync of ExternalDNS, and with us only costs this
 * object the names that the template would have made.
 *
 * @internal
 */
export function templateHostnames(
  subject: Subject,
  collection: Collection,
): readonly string[] {
  const { fqdn } = collection.templates;
  if (!fqdn) return [];
  return unlessFailing(subject, collection, 'fqdnTemplate', () =>
    fqdn(subject.object),
  );
}

/**
 * Endpoints of the pairs of name and target that `fqdnTargetTemplate` makes. They
 * carry neither TTL nor resource label, as in ExternalDNS.
 *
 * @internal
 */
export function pairEndpoints(
  subject: Subject,
  collection: Collection,
): Endpoint[] {
  const { fqdnTarget } = collection.templates;
  if (!fqdnTarget) return [];
  const pairs = unlessFailing(subject, collection, 'fqdnTargetTemplate', () =>
    fqdnTarget(subject.object),
  );
  return pairs.flatMap(([name, target]) => {
    const endpoint = newEndpoint(name, suitableType(target), [target]);
    if (endpoint) return [endpoint];
    subject.lost('label-too-long', withoutTrailingDot(name));
    return [];
  });
}

function unlessFailing<T>(
  subject: Subject,
  collection: Collection,
  option: string,
  run: () => readonly T[],
): readonly T[] {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    if (collection.strategies.brokenObject === 'ends-sync') {
      throw new SourceFailure(`${subject.resource}: ${error.message}`);
    }
    subject.lost('template-failed', '', {
      detail: shorten(error.message),
      option,
    });
    return [];
  }
}
