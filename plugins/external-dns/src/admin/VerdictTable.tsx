import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { VerdictRow } from '@openova/backstage-plugin-external-dns-common';
import { RowHeaderCell } from '../elements/RowHeaderCell';
import { objectText } from '../elements/objectText';
import { StateLabel } from '../elements/StateLabel';
import { useDnsTranslation } from '../translation';
import { useListStyles } from './listStyles';

/** One page of verdicts: the name, the word, the sentence, and what to do. */
export function VerdictTable(props: { verdicts: VerdictRow[] }) {
  const t = useDnsTranslation();
  const classes = useListStyles();
  return (
    <TableContainer>
      <Table size="small" className={classes.table}>
        <caption className={classes.hidden}>
          {t('admin.findings.caption')}
        </caption>
        <TableHead>
          <TableRow>
            <TableCell>{t('admin.findings.hostname')}</TableCell>
            <TableCell>{t('admin.findings.state')}</TableCell>
            <TableCell className={classes.wide}>
              {t('admin.findings.why')}
            </TableCell>
            <TableCell>{t('admin.findings.object')}</TableCell>
            <TableCell className={classes.fromMedium}>
              {t('admin.findings.component')}
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.verdicts.map(verdict => (
            <TableRow key={verdictKey(verdict)}>
              <RowHeaderCell className={classes.wide}>
                {verdict.dnsName || t('admin.findings.noName')}{' '}
                {verdict.recordType}
              </RowHeaderCell>
              <TableCell>
                <StateLabel state={verdict.state} />
              </TableCell>
              <TableCell className={classes.wide}>
                {verdict.sentence}
                <div className={classes.secondary}>{verdict.fix}</div>
              </TableCell>
              <TableCell className={classes.long}>
                {objectText(verdict.origin)}
                <div className={classes.secondary}>
                  {verdict.origin.cluster}
                </div>
              </TableCell>
              <TableCell className={classes.fromMedium}>
                <EntityRefLinks
                  entityRefs={verdict.entityRefs}
                  defaultKind="component"
                />
              </TableCell>
            </TableRow>
          ))}
          {props.verdicts.length === 0 && (
            <TableRow>
              <TableCell colSpan={5} className={classes.empty}>
                {t('admin.list.none')}
              </TableCell>
            </TableRow>
          )}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

function verdictKey(verdict: VerdictRow): string {
  const { origin, dnsName, recordType, setIdentifier } = verdict;
  return [
    origin.cluster,
    objectText(origin),
    dnsName,
    recordType,
    setIdentifier,
  ].join(' ');
}
