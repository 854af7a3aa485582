import { Link, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(2),
    height: 64,
    paddingLeft: theme.spacing(2.5),
  },
  title: {
    color: theme.palette.common.white,
    fontSize: theme.typography.pxToRem(20),
    fontWeight: 'bold',
    whiteSpace: 'nowrap',
  },
}));

/** The portal's mark, with its title while the sidebar is open. */
export function SidebarHeading() {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getOptionalString('app.title') ?? 'Portal';
  return (
    <Link
      to="/"
      underline="none"
      className={classes.root}
      aria-label={`${title}: home`}
    >
      <img src="/favicon.svg" alt="" width={32} height={32} />
      {isOpen && <span className={classes.title}>{title}</span>}
    </Link>
  );
}
