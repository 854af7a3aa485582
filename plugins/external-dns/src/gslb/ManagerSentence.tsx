import Typography from '@material-ui/core/Typography';
import { DelegationView } from '@openova/backstage-plugin-external-dns-common';
import { Translate, useDnsTranslation } from '../translation';

/** Who writes the delegation, and whose the NS set is. */
export function ManagerSentence(props: { delegation: DelegationView }) {
  const t = useDnsTranslation();
  return (
    <Typography variant="body2">
      {managerSentence(t, props.delegation)}{' '}
      {ownerSentence(t, props.delegation)}
    </Typography>
  );
}

function managerSentence(t: Translate, delegation: DelegationView): string {
  const { mode, manager, heldIn, blockedBy, parent, provider } = delegation;
  if (mode === 'off') return t('gslb.managed.off');
  if (mode === 'observe') return t(`gslb.managed.${manager}`);
  if (heldIn === null) return t('gslb.managed.notHeld', { parent });
  if (blockedBy !== null) return t('gslb.managed.blocked', { blockedBy });
  return provider
    ? t('gslb.managed.ownAt', { zone: heldIn, provider })
    : t('gslb.managed.own', { zone: heldIn });
}

function ownerSentence(t: Translate, { standing }: DelegationView): string {
  if (!standing || standing.nsNames.length === 0) return '';
  const { owner, ownership } = standing;
  if (owner) return t('gslb.owner', { owner });
  return ownership === 'none' ? t('gslb.noOwner') : '';
}
