import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { HostnameView } from '@openova/backstage-plugin-external-dns-common';
import { Notice } from '../elements/Notice';
import { stateStyles } from '../elements/hostnameStates';
import { objectText } from '../elements/objectText';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  sentence: { fontWeight: 600 },
  others: {
    margin: theme.spacing(1, 0, 0),
    paddingLeft: theme.spacing(2.5),
  },
}));

/**
 * Why a hostname does not simply work, and what to do. Where a link of the chain
 * says it in its place, the note leaves it to the link.
 */
export function VerdictNote(props: { hostname: HostnameView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { state, sentence, fix, verdicts, branches } = props.hostname;
  if (state === 'works') return null;
  const said = new Set(
    branches.flatMap(({ links }) => links.map(link => link.sentence)),
  );
  const others = verdicts.filter(
    verdict => verdict.sentence !== sentence && !said.has(verdict.sentence),
  );
  if (said.has(sentence) && others.length === 0) return null;
  // An address of each family is a verdict of its own, with one sentence.
  const otherSentences = new Set(
    others.map(verdict => {
      const { cluster } = verdict.origin;
      const object = objectText(verdict.origin);
      const about = t('entity.verdict.about', { object, cluster });
      return `${about}: ${verdict.sentence}`;
    }),
  );
  return (
    <Notice tone={stateStyles[state].tone}>
      {!said.has(sentence) && (
        <>
          <Typography variant="body2" className={classes.sentence}>
            {sentence}
          </Typography>
          {fix && (
            <Typography variant="body2">
              <strong>{t('entity.verdict.whatToDo')}</strong> {fix}
            </Typography>
          )}
        </>
      )}
      {otherSentences.size > 0 && (
        <ul className={classes.others}>
          {[...otherSentences].map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
