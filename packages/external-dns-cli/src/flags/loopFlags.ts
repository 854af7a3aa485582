import {
  Flag,
  builtIn,
  duration,
  list,
  none,
  number,
  option,
  text,
  toggle,
} from './flag';

const clusters = builtIn(
  "Clusters and their credentials are those of the portal's kubernetes plugin.",
);
const hostsOwn = builtIn('Said once for the whole portal.');

/** How clusters are reached, when a sync runs, and what is logged. @internal */
export const loopFlags: readonly Flag[] = [
  text('server', clusters),
  text('kubeconfig', clusters),
  duration('request-timeout', clusters, { default: '30s' }),
  duration('kube-api-request-timeout', clusters, {
    default: '30s',
    since: '0.21',
  }),
  number(
    'kube-api-qps',
    builtIn(
      'Objects are listed in pages and watched; there is no rate to set.',
    ),
    { default: '5', since: '0.21' },
  ),
  number(
    'kube-api-burst',
    builtIn(
      'Objects are listed in pages and watched; there is no rate to set.',
    ),
    { default: '10', since: '0.21' },
  ),
  duration('interval', option('schedule.sync'), { default: '1m0s' }),
  duration(
    'min-event-sync-interval',
    builtIn('Changes of objects are followed at once, gathered for a moment.'),
    { default: '5s' },
  ),
  toggle('events', builtIn('Changes of objects are always followed at once.')),
  toggle(
    'once',
    none(
      'The portal keeps running; `external-dns plan` makes one pass and changes nothing.',
    ),
  ),
  toggle('dry-run', option('mode')),
  duration(
    'provider-cache-time',
    builtIn('A sync without changes asks the DNS service nothing.'),
    { since: '0.15' },
  ),
  number(
    'batch-change-size',
    {
      as: 'provider',
      types: ['cloudflare'],
      key: 'batchChangeSize',
    },
    { default: '200', since: '0.21' },
  ),
  duration(
    'batch-change-interval',
    {
      as: 'provider',
      types: ['cloudflare'],
      key: 'batchChangeInterval',
    },
    { default: '1s', since: '0.21' },
  ),
  list(
    'events-emit',
    none(
      'No Kubernetes events are written: the portal only reads the clusters. The DNS tab shows each change.',
    ),
    { since: '0.19' },
  ),
  text('log-format', hostsOwn, { default: 'text' }),
  text('log-level', hostsOwn, { default: 'info' }),
  text('metrics-address', hostsOwn, { default: ':7979' }),
  toggle('version', builtIn('`external-dns --version` of this command line.')),
];
