import { createPermission } from '@backstage/plugin-permission-common';

/** See the DNS state of an entity that one may see in the catalog. @public */
export const externalDnsEntityReadPermission = createPermission({
  name: 'external-dns.entity.read',
  attributes: { action: 'read' },
});

/** See all records, zones, clusters and syncs: the DNS page. @public */
export const externalDnsReadPermission = createPermission({
  name: 'external-dns.dns.read',
  attributes: { action: 'read' },
});

/** Ask for a resync, or a check, of an entity's hostnames. @public */
export const externalDnsEntityResyncPermission = createPermission({
  name: 'external-dns.entity.resync',
  attributes: { action: 'update' },
});

/** Ask for a resync of a record, a zone, a cluster, or everything. @public */
export const externalDnsAdminResyncPermission = createPermission({
  name: 'external-dns.admin.resync',
  attributes: { action: 'update' },
});

/** Decide: forget a cluster or kind, and whatever else changes what is managed. @public */
export const externalDnsAdminManagePermission = createPermission({
  name: 'external-dns.admin.manage',
  attributes: { action: 'update' },
});

/** All permissions of the plugin. @public */
export const externalDnsPermissions = [
  externalDnsEntityReadPermission,
  externalDnsReadPermission,
  externalDnsEntityResyncPermission,
  externalDnsAdminResyncPermission,
  externalDnsAdminManagePermission,
];
