import {
  DelegationMember,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';
import { Tone } from '../elements/stateColor';

/** A member's state; its word stands beside it. */
export const memberTones: Record<DelegationMember['state'], Tone> = {
  joined: 'good',
  joining: 'busy',
  leaving: 'busy',
  waiting: 'waiting',
  stuck: 'bad',
  unreachable: 'waiting',
};

export type Severity = DelegationView['findings'][number]['severity'];

/** The same as on the page's list of findings. */
export const severityTones: Record<Severity, Tone> = {
  info: 'busy',
  warning: 'waiting',
  error: 'bad',
};

const severitiesWorstFirst: readonly Severity[] = ['error', 'warning', 'info'];

/** The findings, what is broken first. */
export function findingsWorstFirst(findings: DelegationView['findings']) {
  return [...findings].sort(
    (a, b) =>
      severitiesWorstFirst.indexOf(a.severity) -
      severitiesWorstFirst.indexOf(b.severity),
  );
}
