import { useRouteRef } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { HostnameView } from '@openova/backstage-plugin-external-dns-common';
import { CopyableText } from '../elements/CopyableText';
import { kubectlCommand, objectText } from '../elements/objectText';
import { kubernetesTabRouteRef } from '../routes';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';
import { HostnameFacts } from './hostnameFacts';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.25, 2),
    margin: theme.spacing(1, 0, 0),
    '& dt': {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 1.8,
    },
    '& dd': { margin: 0, minWidth: 0 },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
}));

/** Everything that one would otherwise type elsewhere, and the way to the object. */
export function CopyPanel(props: { row: HostnameFacts }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const kubernetesTab = useRouteRef(kubernetesTabRouteRef);
  const { hostname, objects } = props.row;
  const ownership = hostname.records.flatMap(record => record.txt);
  return (
    <section aria-label={t('entity.copies.title')}>
      <SectionTitle>{t('entity.copies.title')}</SectionTitle>
      <dl className={classes.list}>
        <Copy what={t('entity.copies.name')} text={hostname.dnsName} />
        {ownership.map(txt => (
          <Copy
            key={`${txt.name} ${txt.value}`}
            what={t('entity.copies.txtName')}
            text={`${txt.name} TXT ${txt.value}`}
          />
        ))}
        {digCommands(props.row).map(command => (
          <Copy key={command} what={t('entity.copies.dig')} text={command} />
        ))}
        {objects.map(object => (
          <Copy
            key={`${object.cluster} ${objectText(object)}`}
            what={t('entity.copies.object')}
            text={kubectlCommand(object)}
          />
        ))}
      </dl>
      {kubernetesTab && objects[0] && (
        <Typography variant="body2">
          <Link to={kubernetesTab()}>
            {t('entity.copies.openObject', { object: objectText(objects[0]) })}
          </Link>
        </Typography>
      )}
    </section>
  );
}

function Copy(props: { what: string; text: string }) {
  return (
    <>
      <dt>{props.what}</dt>
      <dd>
        <CopyableText what={props.what} text={props.text} />
      </dd>
    </>
  );
}

/** The zone's servers where they are known; otherwise whatever resolver one has. */
function digCommands({ hostname, recordTypes }: HostnameFacts): string[] {
  const known = hostname.dig?.map(({ command }) => command) ?? [];
  return known.length > 0 ? known : fallback(hostname, recordTypes);
}

function fallback({ dnsName }: HostnameView, recordTypes: string[]): string[] {
  const types = recordTypes.length > 0 ? recordTypes : ['A'];
  return types.map(type => `dig ${dnsName} ${type}`);
}
