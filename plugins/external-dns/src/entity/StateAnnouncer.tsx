import { makeStyles } from '@material-ui/core/styles';
import { HostnameView } from '@openova/backstage-plugin-external-dns-common';
import { useEffect, useRef, useState } from 'react';
import { visuallyHidden } from '../elements/visuallyHidden';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles({ hidden: visuallyHidden });

/** Reads out which hostnames changed their state since the last time they were loaded. */
export function StateAnnouncer(props: { hostnames: HostnameView[] }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const known = useRef<Map<string, string>>();
  const [announcement, setAnnouncement] = useState('');
  const { hostnames } = props;

  useEffect(() => {
    const before = known.current;
    known.current = new Map(
      hostnames.map(({ dnsName, state }) => [dnsName, state]),
    );
    if (!before) return;
    const changed = hostnames.filter(
      ({ dnsName, state }) => before.get(dnsName) !== state,
    );
    if (changed.length > 0) {
      setAnnouncement(
        changed
          .map(({ dnsName, state }) =>
            t('entity.announced', { dnsName, state: t(`state.${state}`) }),
          )
          .join('. '),
      );
    }
  }, [hostnames, t]);

  return (
    <div aria-live="polite" className={classes.hidden}>
      {announcement}
    </div>
  );
}
