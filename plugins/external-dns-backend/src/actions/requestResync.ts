import { externalDnsEntityResyncPermission } from '@openova/backstage-plugin-external-dns-common';
import { audited } from '../router/audited';
import type { ActionOptions } from './registerActions';

/** Twin of `POST /resyncs` for an entity. @internal */
export function registerRequestResync({
  actionsRegistry,
  access,
  auditor,
  requests,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'request-dns-resync',
    title: 'Resync the DNS of an entity',
    description:
      "Asks for an entity's Kubernetes objects and DNS records to be read anew and brought in line now, instead of with the next scheduled sync. Bypasses neither policy nor ownership. Answers the id of the resync, which runs on.",
    visibilityPermission: externalDnsEntityResyncPermission,
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity ref, such as component:default/shop'),
        }),
      output: z => z.object({ id: z.string(), state: z.string() }),
    },
    action: async ({ input, credentials }) => {
      const entityRef = await access.allowEntity(
        credentials,
        input.entityRef,
        externalDnsEntityResyncPermission,
      );
      const scope = { kind: 'entity' as const, entityRef };
      const resync = await audited(
        auditor.createEvent({
          eventId: 'resync',
          severityLevel: 'medium',
          meta: { scope, by: access.nameOf(credentials) },
        }),
        () => requests.resync(scope, access.nameOf(credentials)),
      );
      const { id, state } = resync;
      return { output: { id, state } };
    },
  });
}
