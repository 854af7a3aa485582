import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityHealthView,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { useLocation } from 'react-router-dom';
import { GradeChip } from '../elements/GradeChip';
import { HealthReasonList } from '../elements/HealthReasonList';
import { useDnsTranslation } from '../translation';
import { countSentence } from './HeadSentence';
import { linkToHostname } from './revealedHostname';

const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  summary: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
  },
  first: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1.5),
  },
}));

/** The tab's first lines: the grade, how many hostnames work, and why not all do. */
export function HealthSummary(props: {
  health: EntityHealthView;
  hostnames: HostnameView[];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const { search } = useLocation();
  const { health, hostnames } = props;
  // Without hostnames the page below says at length what to do.
  const reasons = health.reasons.filter(
    ({ rule }) => hostnames.length > 0 || rule !== 'nothing-desired',
  );
  const shown = all ? reasons : reasons.slice(0, SHOWN);
  const rows = new Set(hostnames.map(({ dnsName }) => dnsName));
  const hidden = reasons.length - shown.length;
  return (
    <div className={classes.summary}>
      <Typography variant="body1" component="div" className={classes.first}>
        <GradeChip grade={health.grade} />
        {hostnames.length > 0 && <strong>{countSentence(t, hostnames)}</strong>}
      </Typography>
      {reasons.length > 0 && (
        <HealthReasonList
          reasons={shown}
          targetOf={({ hostname }) =>
            hostname !== undefined && rows.has(hostname)
              ? linkToHostname(search, hostname)
              : undefined
          }
          withFix
          more={
            hidden > 0 && (
              <Button size="small" onClick={() => setAll(true)}>
                {t('health.reasons.more', { count: hidden })}
              </Button>
            )
          }
        />
      )}
    </div>
  );
}
