import { externalDnsEntityReadPermission } from '@openova/backstage-plugin-external-dns-common';
import type { ActionOptions } from './registerActions';

/** Twin of `GET /entities/{kind}/{namespace}/{name}`. @internal */
export function registerListHostnames({
  actionsRegistry,
  access,
  readModel,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'list-dns-hostnames',
    title: 'DNS hostnames of an entity',
    description:
      'Lists the hostnames that the Kubernetes objects of a catalog entity ask for, each with its state, the sentence that explains it, what to do about it, and its DNS records.',
    visibilityPermission: externalDnsEntityReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity ref, such as component:default/shop'),
        }),
      output: z =>
        z.object({
          hostnames: z.array(
            z.object({
              dnsName: z.string(),
              state: z.string(),
              sentence: z.string(),
              fix: z.string().optional(),
              records: z.array(
                z.object({
                  zone: z.string(),
                  recordType: z.string(),
                  targets: z.array(z.string()),
                  ours: z.boolean(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const entityRef = await access.allowEntity(
        credentials,
        input.entityRef,
        externalDnsEntityReadPermission,
      );
      const { hostnames } = await readModel.entity(entityRef);
      return {
        output: {
          hostnames: hostnames.map(
            ({ dnsName, state, sentence, fix, records }) => ({
              dnsName,
              state,
              sentence,
              fix,
              records: records.map(({ zone, recordType, targets, ours }) => ({
                zone,
                recordType,
                targets,
                ours,
              })),
            }),
          ),
        },
      };
    },
  });
}
