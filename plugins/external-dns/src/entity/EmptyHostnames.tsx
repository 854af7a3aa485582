import { CodeSnippet } from '@backstage/core-components';
import { useEntity } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityDnsView,
  KUBERNETES_ANNOTATIONS,
} from '@openova/backstage-plugin-external-dns-common';
import { objectText } from '../elements/objectText';
import { SectionTitle } from '../elements/SectionTitle';
import { useDnsTranslation } from '../translation';

const useStyles = makeStyles(theme => ({
  empty: {
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(2),
    maxWidth: 960,
    overflowWrap: 'anywhere',
  },
  snippets: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    gap: theme.spacing(2),
    '& > *': { minWidth: 0 },
  },
}));

/** No hostname: how objects are found, what to paste, and which ones were looked at. */
export function EmptyHostnames(props: { view: EntityDnsView }) {
  const t = useDnsTranslation();
  const classes = useStyles();
  const { entity } = useEntity();
  const { objectsLookedAt } = props.view;
  const id =
    entity.metadata.annotations?.[KUBERNETES_ANNOTATIONS.id] ??
    entity.metadata.name;
  return (
    <div className={classes.empty}>
      <Typography variant="h5" component="h2">
        {t('entity.empty.title')}
      </Typography>
      <Typography>
        {t(
          objectsLookedAt.length > 0
            ? 'entity.empty.objects'
            : 'entity.empty.noObjects',
        )}
      </Typography>
      {objectsLookedAt.length > 0 ? (
        <section aria-label={t('entity.empty.lookedAt')}>
          <SectionTitle>{t('entity.empty.lookedAt')}</SectionTitle>
          <ul>
            {objectsLookedAt.map(object => (
              <li key={`${object.cluster} ${objectText(object)}`}>
                {t('entity.verdict.about', {
                  object: objectText(object),
                  cluster: object.cluster,
                })}
              </li>
            ))}
          </ul>
          <Snippet
            title={t('entity.empty.hostnameTitle')}
            text={hostnameSnippet}
          />
        </section>
      ) : (
        <div className={classes.snippets}>
          <Snippet
            title={t('entity.empty.annotationTitle')}
            text={annotationSnippet(id)}
          />
          <Snippet
            title={t('entity.empty.labelTitle')}
            text={labelSnippet(id)}
          />
        </div>
      )}
    </div>
  );
}

function Snippet(props: { title: string; text: string }) {
  return (
    <section aria-label={props.title}>
      <SectionTitle>{props.title}</SectionTitle>
      <CodeSnippet text={props.text} language="yaml" showCopyCodeButton />
    </section>
  );
}

const annotationSnippet = (id: string) => `metadata:
  annotations:
    ${KUBERNETES_ANNOTATIONS.id}: ${id}`;

const labelSnippet = (id: string) => `metadata:
  labels:
    ${KUBERNETES_ANNOTATIONS.id}: ${id}`;

const hostnameSnippet = `# HTTPRoute
spec:
  hostnames:
    - shop.example.org

# Service of type LoadBalancer
metadata:
  annotations:
    external-dns.kubernetes.io/hostname: shop.example.org`;
