import { makeStyles, useTheme } from '@material-ui/core/styles';
import {
  DelegationView,
  GslbHost,
} from '@openova/backstage-plugin-external-dns-common';
import { useId } from 'react';
import useMeasure from 'react-use/lib/useMeasure';
import { Translate, useDnsTranslation } from '../translation';
import { Branch, delegationBranches } from './delegationBranches';
import { PictureBox } from './PictureBox';
import { PictureEdge } from './PictureEdge';
import { BranchTexts, pictureLayout } from './pictureLayout';

const useStyles = makeStyles(theme => ({
  frame: { overflowX: 'auto' },
  picture: { display: 'block', fontFamily: theme.typography.fontFamily },
}));

/** Before the first measurement, as in a test. */
const ASSUMED_WIDTH = 960;

/** The box of the cluster in a row. */
const CLUSTER = 1;

/**
 * The way of a question, drawn: parent zone, name servers, clusters, targets. What is
 * drawn stands in the description as sentences too.
 */
export function DelegationPicture(props: {
  delegation: DelegationView;
  host?: GslbHost;
}) {
  const t = useDnsTranslation();
  const theme = useTheme();
  const classes = useStyles();
  const [frame, { width }] = useMeasure<HTMLDivElement>();
  const titleId = useId();
  const textId = useId();
  const { delegation, host } = props;
  const { zone, parent } = delegation;
  const branches = delegationBranches(delegation, host);
  const layout = pictureLayout(
    width || ASSUMED_WIDTH,
    [{ text: parent }, { text: t('gslb.picture.parent'), secondary: true }],
    branches.map(branch => ({ branch, texts: textsOf(t, branch) })),
  );
  return (
    <div ref={frame} className={classes.frame}>
      <svg
        role="img"
        aria-labelledby={titleId}
        aria-describedby={textId}
        className={classes.picture}
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
      >
        <title id={titleId}>
          {host
            ? t('gslb.picture.ofHost', { zone, host: host.host })
            : t('gslb.picture.of', { zone })}
        </title>
        <desc id={textId}>
          {branches.map(branch => sentencesOf(t, branch, host)).join(' ')}
        </desc>
        <path
          d={layout.trunk}
          stroke={theme.palette.text.secondary}
          strokeWidth={1.5}
          strokeLinecap="square"
          fill="none"
        />
        <PictureBox box={layout.parent} />
        {layout.rows.map((row, index) => (
          <g key={row.key}>
            {row.edges.map(edge => (
              <PictureEdge key={edge.to} edge={edge} />
            ))}
            {row.boxes.map((box, column) => (
              <PictureBox
                key={box.x}
                box={box}
                dashed={
                  column === CLUSTER &&
                  branches[index].member?.state !== 'joined'
                }
              />
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

function textsOf(t: Translate, branch: Branch): BranchTexts {
  const { nsName, addresses, member, served, targets } = branch;
  const secondary = true;
  return {
    nameServer: [
      { text: nsName ?? t('gslb.picture.noName') },
      ...(addresses.length > 0 ? addresses : [t('gslb.picture.noAddress')]).map(
        text => ({ text, secondary }),
      ),
    ],
    cluster: member
      ? [
          { text: member.cluster },
          {
            text: member.geoTag
              ? t('gslb.picture.tag', { geoTag: member.geoTag })
              : t('gslb.picture.tagUnknown'),
            secondary,
          },
          ...(member.state === 'joined'
            ? []
            : [{ text: t(`gslb.members.states.${member.state}`), secondary }]),
        ]
      : [{ text: t('gslb.picture.stranger'), secondary }],
    targets:
      served &&
      (targets.length > 0
        ? targets.map(text => ({ text }))
        : [{ text: t('gslb.picture.noTargets'), secondary }]),
  };
}

/** One branch in words, for whom does not see the picture. */
function sentencesOf(t: Translate, branch: Branch, host?: GslbHost): string {
  const { nsName, member, named, reached, served } = branch;
  const sentence = t('gslb.picture.nameServer', {
    nsName: nsName ?? t('gslb.picture.noName'),
    named: t(`gslb.sentences.${named.word}`),
    reached: t(`gslb.sentences.${reached.word}`),
  });
  if (!member || !served || !host) return sentence;
  return `${sentence} ${t('gslb.picture.cluster', {
    cluster: member.cluster,
    host: host.host,
    served: t(`gslb.sentences.${served.word}`),
  })}`;
}
