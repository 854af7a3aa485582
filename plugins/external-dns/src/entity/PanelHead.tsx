import Typography from '@material-ui/core/Typography';
import {
  EntityHealthView,
  HostnameView,
} from '@openova/backstage-plugin-external-dns-common';
import { useDnsTranslation } from '../translation';
import { HeadSentence } from './HeadSentence';
import { HealthSummary } from './HealthSummary';

/** The tab's answer: the grade and its reasons, or without a grade the worst hostname. */
export function PanelHead(props: {
  health: EntityHealthView | Error;
  hostnames: HostnameView[];
}) {
  const t = useDnsTranslation();
  const { health, hostnames } = props;
  if (!(health instanceof Error)) {
    return <HealthSummary health={health} hostnames={hostnames} />;
  }
  return (
    <>
      {hostnames.length > 0 && <HeadSentence hostnames={hostnames} />}
      <Typography variant="body2" color="textSecondary">
        {t('health.failed', { message: health.message })}
      </Typography>
    </>
  );
}
