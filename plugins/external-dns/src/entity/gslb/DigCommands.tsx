import { makeStyles } from '@material-ui/core/styles';
import { EntityDelegationView } from '@openova/backstage-plugin-external-dns-common';
import { CopyableText } from '../../elements/CopyableText';
import { SectionTitle } from '../../elements/SectionTitle';
import { useDnsTranslation } from '../../translation';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.25, 2),
    margin: theme.spacing(1, 0, 0),
    '& dt': { color: theme.palette.text.secondary, lineHeight: 1.8 },
    '& dd': { margin: 0, minWidth: 0 },
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** The questions that show the referral and each cluster's answer, to be copied. */
export function DigCommands(props: { dig: EntityDelegationView['dig'] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  if (props.dig.length === 0) return null;
  return (
    <section aria-label={t('gslb.dig.title')}>
      <SectionTitle>{t('gslb.dig.title')}</SectionTitle>
      <dl className={classes.list}>
        {props.dig.map(({ title, command }) => (
          <div key={command} style={{ display: 'contents' }}>
            <dt>{title}</dt>
            <dd>
              <CopyableText text={command} what={title} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
