import { Tone } from '../elements/stateColor';
import { StepState } from './delegationBranches';

/** The colour of a step; its mark and its word say the same. */
export const stepTones: Record<StepState, Tone> = {
  holds: 'good',
  broken: 'bad',
  pending: 'waiting',
  unknown: 'neutral',
};
