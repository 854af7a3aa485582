import {
  Flag,
  builtIn,
  duration,
  list,
  none,
  option,
  text,
  toggle,
} from './flag';

/** Which records are managed, what may happen to them, and who owns them. @internal */
export const recordFlags: readonly Flag[] = [
  list('managed-record-types', option('managedRecordTypes'), {
    default: 'A, AAAA, CNAME',
  }),
  list('exclude-record-types', option('excludeRecordTypes')),
  list('domain-filter', option('domainFilter')),
  list('exclude-domains', option('excludeDomains')),
  text('regex-domain-filter', option('regexDomainFilter')),
  text('regex-domain-exclusion', option('regexDomainExclusion')),
  list('zone-id-filter', option('zoneIdFilter')),
  list('zone-name-filter', {
    as: 'provider',
    types: ['azure'],
    key: 'zoneNameFilter',
  }),
  text('policy', option('policy')),
  text('registry', option('registry.type'), { default: 'txt' }),
  text('txt-owner-id', option('registry.txtOwnerId'), { default: 'default' }),
  text('txt-prefix', option('registry.txtPrefix')),
  text('txt-suffix', option('registry.txtSuffix')),
  text('txt-wildcard-replacement', option('registry.txtWildcardReplacement')),
  toggle('txt-encrypt-enabled', option('registry.txtEncryptEnabled')),
  text('txt-encrypt-aes-key', option('registry.txtEncryptAesKey'), {
    secret: true,
  }),
  text('migrate-from-txt-owner', option('registry.migrateFromTxtOwner'), {
    since: '0.20',
  }),
  toggle('txt-new-format-only', option('registry.txtNewFormatOnly'), {
    since: '0.16',
    until: '0.17',
  }),
  duration(
    'txt-cache-interval',
    builtIn(
      'What was read stands in the database; schedule.sweep says how often the zones are read in full.',
    ),
  ),
  text(
    'crd-registry-namespace',
    none('Ownership is kept in TXT records only (registry.type txt).'),
    { since: '0.23' },
  ),
  text(
    'dynamodb-region',
    none('Ownership is kept in TXT records only (registry.type txt).'),
  ),
  text(
    'dynamodb-table',
    none('Ownership is kept in TXT records only (registry.type txt).'),
    { default: 'external-dns' },
  ),
];
