import blue from '@material-ui/core/colors/blue';
import blueGrey from '@material-ui/core/colors/blueGrey';
import deepOrange from '@material-ui/core/colors/deepOrange';
import green from '@material-ui/core/colors/green';
import grey from '@material-ui/core/colors/grey';
import orange from '@material-ui/core/colors/orange';
import purple from '@material-ui/core/colors/purple';
import red from '@material-ui/core/colors/red';
import { Theme } from '@material-ui/core/styles';

/** What a colour says; the word beside it always says the same. */
export type Tone =
  | 'good'
  | 'busy'
  | 'waiting'
  | 'bad'
  | 'contested'
  | 'drifted'
  | 'neutral'
  | 'foreign';

/**
 * Backstage's own status colours reach neither 3:1 for icons nor 4.5:1 for text on
 * the light theme's paper, so these are taken from Material's palette: the dark
 * shades on light paper, the light ones on dark paper (WCAG 2.2, 1.4.3 and 1.4.11).
 */
const shades: Record<Tone, { light: string; dark: string }> = {
  good: { light: green[800], dark: green[300] },
  busy: { light: blue[800], dark: blue[200] },
  waiting: { light: '#8a5a00', dark: orange[200] },
  bad: { light: red[800], dark: red[200] },
  contested: { light: purple[700], dark: purple[200] },
  drifted: { light: deepOrange[900], dark: deepOrange[200] },
  neutral: { light: grey[700], dark: grey[400] },
  foreign: { light: blueGrey[700], dark: blueGrey[200] },
};

/** The colour of a tone on the theme's paper. */
export function toneColor(theme: Theme, tone: Tone): string {
  return shades[tone][theme.palette.type === 'dark' ? 'dark' : 'light'];
}
