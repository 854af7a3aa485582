/** A record set as it goes over the wire. */
export interface HeldRecordSet {
  name: string;
  type: string;
  ttl?: number;
  rrdatas?: string[];
  routingPolicy?: Record<string, unknown>;
}

/** What a client asks for. */
export interface WantedChange {
  additions?: Partial<HeldRecordSet>[];
  deletions?: Partial<HeldRecordSet>[];
}

/** What identifies a record set in its zone. */
export function keyOf({
  name = '',
  type = '',
}: Partial<HeldRecordSet>): string {
  return `${name.toLowerCase()} ${type}`;
}

/** The order of listings. */
export function byKey(
  [left]: readonly [string, HeldRecordSet],
  [right]: readonly [string, HeldRecordSet],
): number {
  return left < right ? -1 : 1;
}
