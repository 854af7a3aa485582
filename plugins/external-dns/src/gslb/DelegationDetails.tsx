import { makeStyles } from '@material-ui/core/styles';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { SectionTitle } from '../elements/SectionTitle';
import { DelegationFindings } from './DelegationFindings';
import { HostList } from './HostList';
import { ManagerSentence } from './ManagerSentence';
import { MemberTable } from './MemberTable';
import { PictureSection } from './PictureSection';

const useStyles = makeStyles(theme => ({
  details: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2.5),
    minWidth: 0,
    '& > section': { minWidth: 0 },
  },
}));

/** Everything that is known of a delegated zone: what is wrong, the picture, the figures. */
export function DelegationDetails(props: { delegation: DelegationView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { delegation } = props;
  return (
    <div className={classes.details}>
      <ManagerSentence delegation={delegation} />
      <DelegationFindings findings={delegation.findings} />
      <PictureSection delegation={delegation} />
      <section aria-label={t('gslb.members.title')}>
        <SectionTitle>{t('gslb.members.title')}</SectionTitle>
        <MemberTable delegation={delegation} />
      </section>
      <section aria-label={t('gslb.hosts.title')}>
        <SectionTitle>{t('gslb.hosts.title')}</SectionTitle>
        <HostList hosts={delegation.hosts} />
      </section>
    </div>
  );
}
