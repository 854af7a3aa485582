import { makeStyles } from '@material-ui/core/styles';
import {
  HealthGrade,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { useEffect, useRef, useState } from 'react';
import { visuallyHidden } from '../elements/visuallyHidden';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles({ hidden: visuallyHidden });

/** Reads out which hostnames changed their state, and what the grade became, since the last time they were loaded. */
export function StateAnnouncer(props: {
  hostnames: HostnameView[];
  grade?: HealthGrade;
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const known = useRef<{ states: Map<string, string>; grade?: HealthGrade }>();
  const [announcement, setAnnouncement] = useState('');
  const { hostnames, grade } = props;

  useEffect(() => {
    const before = known.current;
    const states = new Map(
      hostnames.map(({ dnsName, state }) => [dnsName, state]),
    );
    known.current = { states, grade };
    if (!before) return;
    const news: string[] = hostnames
      .filter(({ dnsName, state }) => before.states.get(dnsName) !== state)
      .map(({ dnsName, state }) =>
        t('entity.announced', { dnsName, state: t(`state.${state}`) }),
      );
    if (grade && before.grade !== grade) {
      news.push(t('health.announced', { grade: t(`health.grade.${grade}`) }));
    }
    if (news.length > 0) setAnnouncement(news.join('. '));
  }, [hostnames, grade, t]);

  return (
    <div aria-live="polite" className={classes.hidden}>
      {announcement}
    </div>
  );
}
