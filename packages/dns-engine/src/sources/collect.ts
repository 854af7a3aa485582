import { Wish } from '../endpoint';
import { Options } from '../options/types';
import { finish, Steps } from '../plan/steps';
import { Verdict } from '../verdict';
import { isWish } from './found';
import { ClusterView, Source, SourceWishes } from './source';

/**
 * What one source finds in one cluster: wishes merged inside the source, and one
 * verdict for each (origin, name, type, set identifier) that became no wish.
 *
 * Outside of compat a broken object or a failing template costs nothing but the
 * names of that object.
 *
 * @throws {@link SourceFailure} for what ends ExternalDNS's sync (in compat), and
 * for filters and templates of the options that cannot be read.
 * @public
 */
export function collectSource(
  source: Source,
  view: ClusterView,
  options: Options,
): SourceWishes {
  return finish(collectSourceInSteps(source, view, options));
}

/** As `collectSource`, with pauses; the view must stay the same meanwhile. @public */
export function* collectSourceInSteps(
  source: Source,
  view: ClusterView,
  options: Options,
): Steps<SourceWishes> {
  const wishes: Wish[] = [];
  const verdicts: Verdict[] = [];
  for (const found of source.collect(view, options)) {
    if (found === undefined) yield;
    else if (isWish(found)) wishes.push(found);
    else verdicts.push(found);
  }
  return {
    cluster: view.cluster,
    source: source.name,
    state: 'fresh',
    wishes,
    verdicts: oneForEach(verdicts),
  };
}

/** The first of several verdicts about one thing counts. @internal */
export function oneForEach(verdicts: readonly Verdict[]): Verdict[] {
  if (verdicts.length < 2) return [...verdicts];
  const known = new Set<string>();
  return verdicts.filter(verdict => {
    const { cluster, kind, namespace, name } = verdict.origin;
    const key = [
      cluster,
      kind,
      namespace,
      name,
      verdict.dnsName,
      verdict.recordType,
      verdict.setIdentifier,
    ].join('\0');
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
