import { externalDnsEntityReadPermission } from '@openova/backstage-plugin-external-dns-common';
import type { ActionOptions } from './registerActions';

/** Twin of `GET /entities/{kind}/{namespace}/{name}/health`. @internal */
export function registerGetEntityHealth({
  actionsRegistry,
  access,
  readModel,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'get-dns-health',
    title: 'DNS health of an entity',
    description:
      'Grades the DNS of a catalog entity (healthy, degraded, broken or unknown) and gives the reasons, each with its hostname, a sentence and what to do.',
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
          grade: z.string(),
          reasons: z.array(
            z.object({
              rule: z.string(),
              severity: z.string(),
              hostname: z.string().optional(),
              sentence: z.string(),
              fix: z.string(),
            }),
          ),
          facts: z.record(z.union([z.number(), z.boolean(), z.string()])),
        }),
    },
    action: async ({ input, credentials }) => {
      const entityRef = await access.allowEntity(
        credentials,
        input.entityRef,
        externalDnsEntityReadPermission,
      );
      const [{ grade, reasons, facts }] = await readModel.healthOf([entityRef]);
      return { output: { grade, reasons, facts: { ...facts } } };
    },
  });
}
