import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import {
  DelegationMember,
  DelegationView,
} from '@openova/backstage-plugin-external-dns-common';
import { CopyableText } from '../elements/CopyableText';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { ToneLabel } from '../elements/ToneLabel';
import { useDnsTranslation } from '../translation';
import { isSame } from './delegationBranches';
import { memberTones } from './memberTones';
import { useGslbTableStyles } from './tableStyles';

/** Who takes part: state in words, name server, and its address as it is and should be. */
export function MemberTable(props: { delegation: DelegationView }) {
  const t = useDnsTranslation();
  const classes = useGslbTableStyles();
  const { zone, members } = props.delegation;
  if (members.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('gslb.members.none')}
      </Typography>
    );
  }
  return (
    <div className={classes.scroll}>
      <Table size="small" className={`${classes.table} ${classes.members}`}>
        <caption className={classes.hidden}>
          {t('gslb.members.caption', { zone })}
        </caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('gslb.members.cluster')}</TableCell>
            <TableCell>{t('gslb.members.state')}</TableCell>
            <TableCell>{t('gslb.members.expected')}</TableCell>
            <TableCell>{t('gslb.members.answered')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {members.map(member => (
            <MemberRow
              key={member.cluster}
              member={member}
              delegation={props.delegation}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function MemberRow(props: {
  member: DelegationMember;
  delegation: DelegationView;
}) {
  const t = useDnsTranslation();
  const classes = useGslbTableStyles();
  const { member, delegation } = props;
  const { cluster, geoTag, nsName, glue, state, sentence, manager } = member;
  return (
    <TableRow>
      <RowHeaderCell className={classes.values}>
        {cluster}
        {nsName && (
          <div className={classes.name}>
            <CopyableText
              text={nsName}
              what={t('gslb.members.nameServerOf', { cluster })}
            />
          </div>
        )}
        <div className={classes.secondary}>
          {geoTag
            ? t('gslb.picture.tag', { geoTag })
            : t('gslb.picture.tagUnknown')}
        </div>
        {manager !== delegation.manager && (
          <div className={classes.secondary}>
            {t(`gslb.managerOfMember.${manager}`)}
          </div>
        )}
      </RowHeaderCell>
      <TableCell className={classes.values}>
        <ToneLabel tone={memberTones[state]}>
          {t(`gslb.members.states.${state}`)}
        </ToneLabel>
        {state !== 'joined' && <div>{sentence}</div>}
      </TableCell>
      <TableCell className={classes.values}>
        {glue.length === 0 && t('gslb.members.noGlue')}
        {glue.map(address => (
          <div key={address}>{address}</div>
        ))}
      </TableCell>
      <TableCell className={classes.values}>
        <GlueAnswer member={member} delegation={delegation} />
      </TableCell>
    </TableRow>
  );
}

/** What the parent's servers answer for the name, and what answers there. */
function GlueAnswer(props: {
  member: DelegationMember;
  delegation: DelegationView;
}) {
  const t = useDnsTranslation();
  const { member, delegation } = props;
  const answered = delegation.observed?.glue[member.nsName ?? ''];
  if (!answered) {
    return <ToneLabel tone="neutral">{t('gslb.members.notAsked')}</ToneLabel>;
  }
  return (
    <>
      <ToneLabel tone={isSame(answered, member.glue) ? 'good' : 'bad'}>
        {answered.length === 0 && t('gslb.members.noGlue')}
        {answered.map(address => (
          <div key={address}>{address}</div>
        ))}
      </ToneLabel>
      <ServerAnswers
        servers={
          delegation.observed?.servers.filter(
            ({ nsName }) => nsName === member.nsName,
          ) ?? []
        }
      />
    </>
  );
}

/** One line where all servers serve the zone; else a line for each. */
function ServerAnswers(props: {
  servers: NonNullable<DelegationView['observed']>['servers'];
}) {
  const t = useDnsTranslation();
  const { servers } = props;
  const count = servers.length;
  if (count === 0) return null;
  if (servers.every(({ answer }) => answer === 'answers')) {
    return (
      <div>
        <ToneLabel tone="good">
          {t('gslb.members.allServe', { count })}
        </ToneLabel>
      </div>
    );
  }
  return (
    <>
      {servers.map(({ address, answer: id }) => {
        const answer = t(`gslb.members.answers.${id}`);
        return (
          <div key={address}>
            <ToneLabel tone={id === 'answers' ? 'good' : 'bad'}>
              {count === 1 ? answer : t('gslb.members.at', { address, answer })}
            </ToneLabel>
          </div>
        );
      })}
    </>
  );
}
