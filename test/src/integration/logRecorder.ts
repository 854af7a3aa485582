import {
  coreServices,
  createServiceFactory,
  LoggerService,
} from '@backstage/backend-plugin-api';

/** Keeps every line that a backend logs, with its fields, as text. */
export class LogRecorder {
  readonly lines: string[] = [];

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
