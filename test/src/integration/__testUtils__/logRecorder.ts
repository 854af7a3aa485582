import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';

/** Keeps every line that a backend logs, with its fields, as text. */
export class LogRecorder {
  readonly lines: string[] = [];

  /** What the plugin itself complained of. */
  errors(): string[] {
    return this.ofPlugin().filter(line => line.startsWith('error '));
  }

  /**
   * Lines of the external-dns plugin: the kubernetes plugin's own auditor takes a
   * cluster's token for that of a caller, and the mock of sign-in quotes it.
   */
  ofPlugin(): string[] {
    return this.lines.filter(line => line.includes('"plugin":"external-dns"'));
  }

  /** Where the embedded DNS server listens; undefined before it does. */
  portOfDnsServer(): number | undefined {
    const pattern = /^info The embedded DNS server listens on port (\d+) /;
    const ports = this.lines.flatMap(line => pattern.exec(line)?.[1] ?? []);
    return ports.length > 0 ? Number(ports[ports.length - 1]) : undefined;
  }

  factory() {
    return createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => this.#logger({}),
    });
  }

  #logger(fields: object): LoggerService {
    const write = (level: string) => (message: string, meta?: Error | object) =>
      this.lines.push(
        `${level} ${message} ${JSON.stringify({ ...fields, ...plain(meta) })}`,
      );
    return {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
      child: more => this.#logger({ ...fields, ...more }),
    };
  }
}

function plain(meta: Error | object | undefined): object {
  if (!(meta instanceof Error)) return meta ?? {};
  const { message, stack, cause } = meta;
  return { message, stack, cause: cause ? `${cause}` : undefined };
}
