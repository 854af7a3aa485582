import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ChainLink,
  ObjectRef,
} from '@openova/backstage-plugin-external-dns-common';
import { ChainArrow } from '../elements/ChainArrow';
import { objectText } from '../elements/objectText';
import { useDnsTranslation } from '../translation';
import { ChainCard } from './ChainCard';

const useStyles = makeStyles(theme => ({
  chain: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'stretch',
    gap: theme.spacing(1, 0.5),
    listStyle: 'none',
    margin: 0,
    padding: 0,
  },
  link: {
    display: 'flex',
    gap: theme.spacing(0.5),
    flex: '1 1 142px',
    minWidth: 0,
  },
  // Six links stand in one line from 1280 pixels on; these two hold no addresses.
  short: { flexBasis: 118 },
  // The link that needs reading gets the room for its sentences.
  wide: { flexGrow: 3, flexBasis: 230 },
  // The name of a TXT is the longest value of a chain.
  ownership: { flexGrow: 2, flexBasis: 175 },
  title: { marginBottom: theme.spacing(0.75) },
}));

/** One branch: from an object over its gateway to what the servers answer. */
export function HostnameChain(props: {
  origin: ObjectRef;
  links: ChainLink[];
}) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { origin, links } = props;
  const stop = firstStop(links);
  const label = t('entity.chain.of', {
    object: objectText(origin),
    cluster: origin.cluster,
  });
  return (
    <section aria-label={label}>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.title}
      >
        {label}
      </Typography>
      <ol className={classes.chain}>
        {links.map((link, index) => (
          <li
            key={link.id}
            className={`${classes.link} ${
              (index === stop && classes.wide) ||
              (link.id === 'ownership' && classes.ownership) ||
              (link.id === 'object' && classes.short) ||
              (link.id === 'gateway' && classes.short) ||
              ''
            }`}
          >
            {index > 0 && <ChainArrow reached={index <= stop} />}
            <ChainCard
              link={link}
              open={index === stop}
              reached={index <= stop}
              cluster={link.id === 'object' ? origin.cluster : undefined}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The first link that is not in order; past the end if all are. */
function firstStop(links: ChainLink[]): number {
  const stop = links.findIndex(
    link => link.status === 'broken' || link.status === 'waiting',
  );
  return stop === -1 ? links.length : stop;
}
