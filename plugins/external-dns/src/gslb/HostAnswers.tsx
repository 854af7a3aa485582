import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import {
  GslbHost,
  GslbHostMember,
} from '@openova/backstage-plugin-external-dns-common';
import { CopyableText } from '../elements/CopyableText';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { Tone } from '../elements/stateColor';
import { ToneLabel } from '../elements/ToneLabel';
import { Translate, useDnsTranslation } from '../translation';
import { answersDiffer } from './delegationBranches';
import { hostStanding } from './hostStanding';
import { useGslbTableStyles } from './tableStyles';

const healthTones: Record<NonNullable<GslbHostMember['health']>, Tone> = {
  Healthy: 'good',
  Unhealthy: 'bad',
  NotFound: 'bad',
  unknown: 'neutral',
};

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    '& h4': { margin: 0, fontWeight: 600 },
  },
}));

/** One host: its strategy, and for each cluster its health, what it should and does answer. */
export function HostAnswers(props: { host: GslbHost }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const tables = useGslbTableStyles();
  const { host, strategy, clusters } = props.host;
  const standing = hostStanding(props.host);
  return (
    <section aria-label={host}>
      <div className={classes.head}>
        <h4>
          <CopyableText text={host} what={host} />
        </h4>
        <span>{strategyText(t, strategy)}</span>
        <span className={tables.secondary}>
          {t('gslb.hosts.ttl', { seconds: strategy.ttl.toString() })}
        </span>
        <ToneLabel tone={standing}>
          {t(`gslb.hosts.standing.${standing}`)}
        </ToneLabel>
      </div>
      <div className={tables.scroll}>
        <Table size="small" className={`${tables.table} ${tables.hosts}`}>
          <caption className={tables.hidden}>
            {t('gslb.hosts.caption', { host })}
          </caption>
          <TableHead>
            <TableRow>
              <TableCell>{t('gslb.hosts.cluster')}</TableCell>
              <TableCell>{t('gslb.hosts.health')}</TableCell>
              <TableCell>{t('gslb.hosts.targets')}</TableCell>
              <TableCell>{t('gslb.hosts.expected')}</TableCell>
              <TableCell>{t('gslb.hosts.answered')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {clusters.map(member => (
              <ClusterRow
                key={member.cluster}
                host={props.host}
                member={member}
              />
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function ClusterRow(props: { host: GslbHost; member: GslbHostMember }) {
  const t = useDnsTranslation();
  const tables = useGslbTableStyles();
  const { host, member } = props;
  const { cluster, origin, label, reference, strategy, health } = member;
  const named = reference && `${reference.namespace}/${reference.name}`;
  const ownStrategy = strategy && strategyText(t, strategy);
  return (
    <TableRow>
      <RowHeaderCell className={tables.values}>
        {cluster}
        {origin && (
          <div className={tables.secondary}>
            {t('gslb.hosts.source', {
              label,
              reference: named || `${origin.namespace}/${origin.name}`,
            })}
          </div>
        )}
        {/* Only where the clusters do not agree. */}
        {ownStrategy && ownStrategy !== strategyText(t, host.strategy) && (
          <ToneLabel tone="waiting">{ownStrategy}</ToneLabel>
        )}
        {named && reference?.exists === false && (
          <ToneLabel tone="bad">
            {t('gslb.hosts.missing', {
              reference: `${reference.kind} ${named}`,
            })}
          </ToneLabel>
        )}
      </RowHeaderCell>
      <TableCell className={tables.values}>
        {origin ? (
          <ToneLabel tone={healthTones[health ?? 'unknown']}>
            {t(`gslb.hosts.healths.${health ?? 'unknown'}`)}
          </ToneLabel>
        ) : (
          <ToneLabel tone="bad">{t('gslb.hosts.noGslb')}</ToneLabel>
        )}
      </TableCell>
      <TableCell className={tables.values}>
        <Addresses
          of={member.targets}
          none={t('gslb.hosts.noTargets')}
          unknown=""
        />
      </TableCell>
      <TableCell className={tables.values}>
        <Addresses
          of={member.expected}
          none={t('gslb.hosts.nothing')}
          unknown={t('gslb.hosts.notKnown')}
        />
      </TableCell>
      <TableCell className={tables.values}>
        <ActualAnswer host={host} member={member} />
      </TableCell>
    </TableRow>
  );
}

function Addresses(props: {
  of: string[] | null;
  none: string;
  unknown: string;
}) {
  const tables = useGslbTableStyles();
  const { of, none, unknown } = props;
  if (!of || of.length === 0) {
    return <span className={tables.secondary}>{of ? none : unknown}</span>;
  }
  return (
    <>
      {of.map(address => (
        <div key={address}>{address}</div>
      ))}
    </>
  );
}

/** What was answered over DNS; until then, what k8gb says of itself. */
function ActualAnswer(props: { host: GslbHost; member: GslbHostMember }) {
  const t = useDnsTranslation();
  const tables = useGslbTableStyles();
  const { answered, reported, expected, origin } = props.member;
  const nothing = t('gslb.hosts.nothing');
  if (answered) {
    const differs = answersDiffer(props.host, props.member);
    // That a cluster without a Gslb answers nothing is right, and not good.
    const tone = expected && origin ? 'good' : 'neutral';
    return (
      <>
        <ToneLabel tone={differs ? 'bad' : tone}>
          {answered.join(', ') || nothing}
        </ToneLabel>
        {differs && <div>{t('gslb.hosts.differs')}</div>}
      </>
    );
  }
  return (
    <>
      <ToneLabel tone="neutral">{t('gslb.hosts.notAsked')}</ToneLabel>
      {reported && (
        <div className={tables.secondary}>
          {t('gslb.hosts.reported', { answer: reported.join(', ') || nothing })}
        </div>
      )}
    </>
  );
}

/** A strategy as people say it. */
export function strategyText(
  t: Translate,
  { type, primaryGeoTag, weights }: GslbHost['strategy'],
): string {
  if (type === 'failover' && primaryGeoTag) {
    return t('gslb.strategies.primary', { geoTag: primaryGeoTag });
  }
  const weighted = Object.entries(weights).map(
    ([geoTag, weight]) => `${geoTag} ${weight}`,
  );
  return type === 'roundRobin' && weighted.length > 0
    ? t('gslb.strategies.weighted', { weights: weighted.join(', ') })
    : t(`gslb.strategies.${type}`);
}
