import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ChangeView } from '@openova/backstage-plugin-external-dns-common';
import { useState } from 'react';
import { ChangeLine } from '../elements/ChangeLine';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';

const SHOWN = 5;

const useStyles = makeStyles(theme => ({
  list: {
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
  },
}));

/** What was written for a hostname and why, the newest first. */
export function HistoryList(props: { changes: ChangeView[] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const [all, setAll] = useState(false);
  const changes = [...props.changes].sort(
    (a, b) => Date.parse(b.at) - Date.parse(a.at),
  );
  const shown = all ? changes : changes.slice(0, SHOWN);
  const hidden = changes.length - shown.length;
  return (
    <section aria-label={t('entity.history.title')}>
      <SectionTitle>{t('entity.history.title')}</SectionTitle>
      {changes.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('entity.history.none')}
        </Typography>
      )}
      <ul className={classes.list}>
        {shown.map(change => (
          <li key={change.id}>
            <ChangeLine change={change} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button size="small" onClick={() => setAll(true)}>
          {t('entity.history.showAll', { count: hidden })}
        </Button>
      )}
    </section>
  );
}
