import { Annotations, annotatedTtl } from '../annotations';
import { Endpoint, EndpointSettings, Origin, Wish } from '../endpoint';
import { ReasonId } from '../reasons';
import { Verdict } from '../verdict';
import { checkEndpoint } from '../wrappers/checkEndpoint';
import { Found } from './found';
import { shorten } from './shorten';
import { KubeObject } from './source';

/**
 * One object while its source reads it: what it says, and where its wishes and
 * verdicts go.
 *
 * @internal
 */
export class Subject {
  private noteText: string | undefined;
  private settingsOfObject: EndpointSettings | undefined;

  constructor(
    readonly object: KubeObject,
    readonly origin: Origin,
    readonly annotations: Annotations,
    /** First part of the `resource` label; ExternalDNS's word for the kind. */
    readonly resource: string,
    private readonly found: Found[],
    /** Whether a broken target is told at once, before it is merged with others. */
    private readonly checksTargets: boolean,
  ) {}

  /** Publishes an endpoint of this object. */
  wish(endpoint: Endpoint): void {
    const { dnsName, recordType, setIdentifier, targets } = endpoint;
    const broken =
      this.checksTargets && targets.length > 0
        ? checkEndpoint(endpoint)
        : undefined;
    if (broken) {
      const { target, detail } = broken;
      const params = { recordType, target: shorten(target), detail };
      this.lost('broken-target', dnsName, params, recordType, setIdentifier);
      return;
    }
    const wish: Wish = {
      endpoint,
      origin: this.origin,
      contributors: [this.origin],
    };
    const note = this.note();
    if (note) wish.note = note;
    this.found.push(wish);
  }

  /** Says why a name of this object does not become an endpoint. */
  lost(
    reason: ReasonId,
    dnsName: string,
    params: Record<string, string> = {},
    recordType = '',
    setIdentifier = this.annotations.get('set-identifier') ?? '',
  ): void {
    const note = this.note();
    const verdict: Verdict = {
      origin: this.origin,
      dnsName,
      recordType,
      setIdentifier,
      reason,
      params: note ? { ...params, note } : params,
    };
    this.found.push(verdict);
  }

  /** TTL, set identifier, properties and resource of its annotations. */
  settings(): EndpointSettings {
    if (!this.settingsOfObject) {
      const ttl = annotatedTtl(this.annotations);
      this.settingsOfObject = {
        recordTTL: ttl === 'invalid' ? undefined : ttl,
        setIdentifier: this.annotations.get('set-identifier'),
        providerSpecific: this.annotations.properties(),
        resource: this.resource,
      };
    }
    return this.settingsOfObject;
  }

  private note(): string {
    if (this.noteText === undefined) this.noteText = noteOf(this.annotations);
    return this.noteText;
  }
}

function noteOf(annotations: Annotations): string {
  const notes = annotations
    .differing()
    .map(
      name =>
        `The annotation ${name} stands under two prefixes with different values; the first prefix counts.`,
    );
  if (annotatedTtl(annotations) === 'invalid') {
    notes.push(
      'The annotation ttl is ignored: write whole seconds or a duration such as 5m.',
    );
  }
  return notes.join(' ');
}
