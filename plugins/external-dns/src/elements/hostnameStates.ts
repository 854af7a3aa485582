import Block from '@material-ui/icons/Block';
import CallSplit from '@material-ui/icons/CallSplit';
import CheckCircle from '@material-ui/icons/CheckCircle';
import CompareArrows from '@material-ui/icons/CompareArrows';
import FilterList from '@material-ui/icons/FilterList';
import HelpOutline from '@material-ui/icons/HelpOutline';
import HourglassEmpty from '@material-ui/icons/HourglassEmpty';
import LockOutlined from '@material-ui/icons/LockOutlined';
import Sync from '@material-ui/icons/Sync';
import {
  HostnameState,
  hostnameStatesWorstFirst,
} from '@openova/backstage-plugin-external-dns-common';
import { ComponentType } from 'react';
import { Tone } from './stateColor';

/** Icon and tone of each state; its word is a translated text. */
export const stateStyles: Record<
  HostnameState,
  { icon: ComponentType<{ className?: string }>; tone: Tone }
> = {
  blocked: { icon: Block, tone: 'bad' },
  conflict: { icon: CallSplit, tone: 'contested' },
  drifted: { icon: CompareArrows, tone: 'drifted' },
  foreign: { icon: LockOutlined, tone: 'foreign' },
  unknown: { icon: HelpOutline, tone: 'neutral' },
  waits: { icon: HourglassEmpty, tone: 'waiting' },
  updating: { icon: Sync, tone: 'busy' },
  filtered: { icon: FilterList, tone: 'neutral' },
  works: { icon: CheckCircle, tone: 'good' },
};

/** How bad a state is; 0 is the worst. */
export function stateRank(state: HostnameState): number {
  return hostnameStatesWorstFirst.indexOf(state);
}
