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
      <Table size="small" className={classes.table}>
        <caption className={classes.hidden}>
          {t('gslb.members.caption', { zone })}
        </caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('gslb.members.cluster')}</TableCell>
            <TableCell>{t('gslb.members.state')}</TableCell>
            <TableCell>{t('gslb.members.nameServer')}</TableCell>
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
      <RowHeaderCell className={classes.short}>
        {cluster}
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
      <TableCell className={classes.long}>
        <ToneLabel tone={memberTones[state]}>
          {t(`gslb.members.states.${state}`)}
        </ToneLabel>
        <div>{sentence}</div>
      </TableCell>
      <TableCell className={classes.long}>
        {nsName ? (
          <CopyableText
            text={nsName}
            what={t('gslb.members.nameServerOf', { cluster })}
          />
        ) : (
          t('gslb.picture.noName')
        )}
      </TableCell>
      <TableCell className={classes.short}>
        {glue.length === 0 && t('gslb.members.noGlue')}
        {glue.map(address => (
          <div key={address}>{address}</div>
        ))}
      </TableCell>
      <TableCell className={classes.short}>
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
  const servers =
    delegation.observed?.servers.filter(
      ({ nsName }) => nsName === member.nsName,
    ) ?? [];
  return (
    <>
      {answered ? (
        <ToneLabel tone={isSame(answered, member.glue) ? 'good' : 'bad'}>
          {answered.join(', ') || t('gslb.members.noGlue')}
        </ToneLabel>
      ) : (
        <ToneLabel tone="neutral">{t('gslb.members.notAsked')}</ToneLabel>
      )}
      {servers.map(({ address, answer }) => (
        <div key={address}>
          <ToneLabel tone={answer === 'answers' ? 'good' : 'bad'}>
            {servers.length > 1 && `${address} `}
            {t(`gslb.members.answers.${answer}`)}
          </ToneLabel>
        </div>
      ))}
    </>
  );
}
