import type {
  HealthFacts,
  HealthGrade,
  HealthReason,
} from '@openova/dns-engine';

export type { HealthFacts, HealthGrade, HealthReason };

/** The grades, the worst first, as they roll up. @public */
export const healthGradesWorstFirst: readonly HealthGrade[] = [
  'broken',
  'degraded',
  'unknown',
  'healthy',
];

/** The DNS health of one entity: flat, for any scorecard. @public */
export interface EntityHealthView {
  entityRef: string;
  grade: HealthGrade;
  /** The worst first. */
  reasons: HealthReason[];
  facts: HealthFacts;
}

/** An entity in the scorecard view: its health, and where it belongs. @public */
export interface HealthRow extends EntityHealthView {
  title?: string;
  /** Entity refs from the catalog's relations. */
  owner?: string;
  system?: string;
  domain?: string;
}

/** Which entities a page of health tells of. @public */
export interface HealthQuery {
  /** These, at most 500; absent: every entity that has Kubernetes objects. */
  entityRefs?: string[];
  cursor?: string;
  /** At most 500, which is the default. */
  limit?: number;
}

/** What grades can be rolled up by. @public */
export type HealthGroupBy = 'owner' | 'system' | 'domain';

/** The health of everything that belongs to one owner, system or domain. @public */
export interface HealthRollUpView {
  /** Entity ref; empty: entities that belong to none. */
  ref: string;
  grade: HealthGrade;
  counts: Record<HealthGrade, number>;
}

/** How many entities had which grade at the end of a day (UTC). @public */
export interface HealthDay {
  /** `2026-11-21`. */
  day: string;
  counts: Record<HealthGrade, number>;
}
