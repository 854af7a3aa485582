import { ValidateFunction } from 'ajv';
import { Refusal } from './records';

/** A page, and what the answer says of it. */
export function pageOf<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  size: { least: number; most: number; usual: number },
) {
  const number = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('per_page') ?? size.usual);
  if (!Number.isInteger(number) || number < 1) {
    throw new Refusal(1004, 'DNS Validation Error: page must be at least 1');
  }
  if (
    !Number.isInteger(perPage) ||
    perPage < size.least ||
    perPage > size.most
  ) {
    throw new Refusal(
      1004,
      `DNS Validation Error: per_page must be ${size.least} to ${size.most}`,
    );
  }
  const page = items.slice((number - 1) * perPage, number * perPage);
  return {
    page,
    info: {
      page: number,
      per_page: perPage,
      count: page.length,
      total_count: items.length,
      total_pages: Math.ceil(items.length / perPage),
    },
  };
}

/** What surrounds a result. */
export function success(result: object) {
  return { success: true, errors: [], messages: [], result };
}

/** @throws Refusal where the body is none that the description knows. */
export function valid<Body>(validate: ValidateFunction, body: unknown): Body {
  if (validate(body)) return body as Body;
  const [error] = validate.errors ?? [];
  throw new Refusal(
    9207,
    `Request body is invalid: ${error?.instancePath ?? ''} ${
      error?.message ?? ''
    }`,
  );
}

/** The path is known, and not this way to call it. */
export function wrongMethod(): Refusal {
  return new Refusal(
    10_405,
    'Method not allowed for this authentication scheme',
    405,
  );
}
