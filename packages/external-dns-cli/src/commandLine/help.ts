/** What each command says about itself with --help. @internal */
export const helps = {
  replay: `external-dns replay < worlds.jsonl > results.jsonl

Reads JSON lines, one world a line, and prints one result a line, in order.
A world: { id, config, clusters, records, zones?, now?, claims?, last? }
  config    the externalDns section of app-config.yaml; with
            "compat": "external-dns" the answer is ExternalDNS v0.22's own
  clusters  { name: [Kubernetes objects], ... }; null: it cannot be read
  records   what the provider holds, ownership TXT included
A result: { id, endpoints, changes, verdicts, findings, holds }

A broken line gives { id, line, error }, the next one is still answered, and
the exit code is 1.

Example:
  echo '{"id":"1","config":{"policy":"sync","sources":["service"],
    "registry":{"txtOwnerId":"openova"}},"clusters":{"eu":[]}}' |
    tr -d '\\n' | external-dns replay
`,
  plan: `external-dns plan --config FILE --manifests PATH --records FILE

Says what the objects would change in DNS, record by record and why, and
changes nothing: made for pull requests.

  --config FILE        app-config.yaml, or its externalDns section alone;
                       \${VARIABLES} are left as they are
  --manifests PATH     YAML or JSON files of Kubernetes objects, a folder of
                       them, or - for standard input; repeat it for more.
                       CLUSTER=PATH says which cluster they are of. A folder
                       that holds nothing but folders is one cluster a folder.
                       Kinds that no source reads are passed over. An object
                       that is given twice counts as it is given last, with the
                       status that it was given before if it has none then.
  --cluster NAME       the cluster of paths without one (default: "default")
  --records FILE       what the zone holds, ownership TXT included: the export
                       of a zone (one Endpoint a line), a JSON list, or -
  --zone NAME          a zone that is held; repeat it for more (default: those
                       of domainFilter)
  --assume-accepted    objects without a status count as if every Gateway they
                       name had accepted them, for manifests straight from git
  --output FORMAT      text (default), markdown or json
  --ownership          also show each ownership TXT, not only how many
  --color WHEN         auto (default), always or never

Exit code: 0 nothing would change, 2 something would, 1 an error.

Examples:
  external-dns plan --config app-config.yaml --manifests clusters/ \\
    --records zone.jsonl
  kubectl get gateways,httproutes,services -A -o yaml |
    external-dns plan --config app-config.yaml --manifests eu-central=- \\
      --manifests eu-central=changes/ --records zone.jsonl --output markdown
`,
  explain: `external-dns explain HOST --config FILE --manifests PATH [--records FILE]

Why HOST has a record, or why it has none: each gate on the way from the object
to the record, in order, the first that fails, and what to do about it.

  --config, --manifests, --cluster, --zone, --assume-accepted
                       as for plan
  --records FILE       as for plan; without it ownership cannot be judged
  --output FORMAT      text (default) or json
  --color WHEN         auto (default), always or never

Exit code: 0 HOST has its record or gets it, 2 something is in the way,
1 an error.

Example:
  external-dns explain shop.openova.io --config app-config.yaml \\
    --manifests clusters/ --records zone.jsonl
`,
  'import-args': `external-dns import-args [CLUSTER=]FILE...
external-dns import-args -- --source=service --provider=cloudflare ...

Turns what ExternalDNS is started with into the externalDns section of
app-config.yaml, with a comment wherever something has to be known. Each
deployment becomes an instance; what all share stands at the top. Credentials
become \${VARIABLES}; no secret is printed. The mode is observe.

  FILE                 Deployments and other manifests (also a List), Helm
                       values of the kubernetes-sigs or the Bitnami chart (also
                       in a HelmRelease or an Application), or an argument list;
                       - is standard input
  CLUSTER=FILE         the same, and the cluster that it runs in
  -- ARGUMENTS         the arguments themselves
  --external-dns-version VERSION
                       the version that runs, if no image says it: defaults
                       depend on it (v0.14: policy sync, the alpha annotations)

Examples:
  kubectl -n external-dns get deployment external-dns -o yaml |
    external-dns import-args eu-central=-
  external-dns import-args eu-central=eu/values.yaml us-east=us/values.yaml
  external-dns import-args --external-dns-version 0.14.0 -- \\
    --source=service --provider=cloudflare --txt-owner-id=openova
`,
} as const;

/** @internal */
export const overview = `external-dns: ExternalDNS plans offline, as the portal makes them

Commands:
  plan          what the objects would change in DNS, and why
  explain       why a hostname has a record, or why it has none
  import-args   ExternalDNS's arguments as configuration of the portal
  replay        worlds in, plans out, as JSON lines

external-dns COMMAND --help says more about each, with examples.
external-dns --version says the version.

Examples:
  external-dns import-args eu-central=deployment.yaml > external-dns.yaml
  external-dns plan --config external-dns.yaml --manifests clusters/ \\
    --records zone.jsonl
  external-dns explain shop.openova.io --config external-dns.yaml \\
    --manifests clusters/ --records zone.jsonl
`;
