import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { RecordView } from '@openova/backstage-plugin-external-dns-common';
import { CopyableText } from '../elements/CopyableText';
import { RelativeTime } from '../elements/RelativeTime';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  record: {
    marginTop: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  targets: { listStyle: 'none', margin: 0, padding: 0 },
}));

/** What stands in the zone: type, every target, TTL, zone, provider and owner. */
export function RecordList(props: { records: RecordView[] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  if (props.records.length === 0) return null;
  return (
    <section aria-label={t('entity.records.title')}>
      <SectionTitle>{t('entity.records.title')}</SectionTitle>
      {props.records.map(record => (
        <div
          key={`${record.zone} ${record.recordType} ${record.setIdentifier}`}
          className={classes.record}
        >
          <Typography variant="body2">
            <strong>{record.recordType}</strong>{' '}
            {record.setIdentifier &&
              `${t('entity.records.set', {
                setIdentifier: record.setIdentifier,
              })} · `}
            {record.ttl === undefined
              ? t('entity.records.providerTtl')
              : t('entity.records.ttl', { seconds: record.ttl.toString() })}
            {' · '}
            {t('entity.records.zone', {
              zone: record.zone,
              provider: record.provider,
            })}
          </Typography>
          <ul className={classes.targets}>
            {record.targets.map(target => (
              <li key={target}>
                <CopyableText text={target} what={t('entity.copies.target')} />
              </li>
            ))}
          </ul>
          <Typography variant="body2" color="textSecondary">
            {record.owner === undefined
              ? t('entity.records.unowned')
              : t(
                  record.ours ? 'entity.records.ours' : 'entity.records.theirs',
                  { owner: record.owner },
                )}
            {' · '}
            {t('entity.records.read')} <RelativeTime at={record.observedAt} />
          </Typography>
        </div>
      ))}
    </section>
  );
}
