import { alertApiRef, useApi } from '@backstage/core-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import Check from '@material-ui/icons/Check';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { useState } from 'react';
import useTimeoutFn from 'react-use/lib/useTimeoutFn';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  button: {
    padding: theme.spacing(0.25),
    color: theme.palette.text.secondary,
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
    },
    '& svg': { fontSize: '1rem' },
  },
}));

/** Copies a text; says so in its label and icon. */
export function CopyButton(props: { text: string; what: string }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const alertApi = useApi(alertApiRef);
  const [copied, setCopied] = useState(false);
  const [, , restart] = useTimeoutFn(() => setCopied(false), 2_000);
  const label = copied
    ? t('entity.copies.copied')
    : t('entity.copies.copy', { what: props.what });

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setCopied(true);
      restart();
    } catch {
      // Outside of HTTPS, or when the viewer refused it.
      alertApi.post({
        message: t('entity.copies.failed'),
        severity: 'warning',
        display: 'transient',
      });
    }
  };

  return (
    <Tooltip title={label}>
      <IconButton className={classes.button} aria-label={label} onClick={copy}>
        {copied ? <Check /> : <FileCopyOutlined />}
      </IconButton>
    </Tooltip>
  );
}
