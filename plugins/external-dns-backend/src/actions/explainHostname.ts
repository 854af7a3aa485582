import { NotFoundError } from '@backstage/errors';
import { externalDnsReadPermission } from '@openova/backstage-plugin-external-dns-common';
import type { ActionOptions } from './registerActions';

/** Twin of `GET /hostnames/{dnsName}`. @internal */
export function registerExplainHostname({
  actionsRegistry,
  access,
  readModel,
}: ActionOptions): void {
  actionsRegistry.register({
    name: 'explain-dns-hostname',
    title: 'Explain a DNS hostname',
    description:
      'Says why a hostname has, or has not, a DNS record: every link from the Kubernetes object over Gateway and address to the record, its ownership TXT and the answer of the name servers, with what is wrong and what to do at the first broken link.',
    visibilityPermission: externalDnsReadPermission,
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          hostname: z.string().describe('Such as shop.example.org'),
        }),
      output: z =>
        z.object({
          dnsName: z.string(),
          state: z.string(),
          sentence: z.string(),
          fix: z.string().optional(),
          chains: z.array(
            z.object({
              object: z.string(),
              links: z.array(
                z.object({
                  link: z.string(),
                  status: z.string(),
                  title: z.string(),
                  values: z.array(z.string()),
                  sentence: z.string().optional(),
                  fix: z.string().optional(),
                }),
              ),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      await access.allow(credentials, externalDnsReadPermission);
      const found = await readModel.hostname(input.hostname);
      if (!found) {
        throw new NotFoundError(
          `Nothing is known of ${input.hostname}: no object asks for it and no zone holds it`,
        );
      }
      const { dnsName, state, sentence, fix, branches } = found;
      return {
        output: {
          dnsName,
          state,
          sentence,
          fix,
          chains: branches.map(({ origin, links }) => ({
            object: `${origin.kind} ${origin.namespace}/${origin.name} in ${origin.cluster}`,
            links: links.map(({ id, ...link }) => ({ link: id, ...link })),
          })),
        },
      };
    },
  });
}
