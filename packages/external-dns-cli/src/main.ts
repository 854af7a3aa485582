import { replay } from './replay';

const help = `external-dns: ExternalDNS plans offline, as the portal makes them

  external-dns replay < worlds.jsonl > results.jsonl
      Reads JSON lines, one world a line, and prints one result a line, in order.
      A world: { id, config, clusters, records, zones?, now?, claims?, last? }
        config    the externalDns section of app-config.yaml; with
                  "compat": "external-dns" the answer is ExternalDNS v0.22's own
        clusters  { name: [Kubernetes objects], ... }; null: it cannot be read
        records   what the provider holds, ownership TXT included
      A result: { id, endpoints, changes, verdicts, findings, holds }
      A broken line gives { id, line, error }, the next one is still answered,
      and the exit code is 1.

  external-dns --help
      This text.
`;

/** Runs one command; the answer is the exit code. @internal */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === '--help' || command === '-h') {
    process.stdout.write(help);
    return command === undefined ? 1 : 0;
  }
  if (command === 'replay' && rest.length === 0) {
    return replay(process.stdin, process.stdout);
  }
  process.stderr.write(
    command === 'replay'
      ? 'external-dns: replay takes no arguments; worlds come on standard input.\n'
      : `external-dns: there is no command "${command}"; see external-dns --help.\n`,
  );
  return 1;
}
