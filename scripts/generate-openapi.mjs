// Writes src/schema/openapi/generated/router.ts of the backend plugin from its
// openapi.yaml, in the shape that Backstage's own generator gives it. That
// generator fetches a Java program, so it cannot run everywhere; this can.
// `--check` only tells whether the file is current.
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import prettier from 'prettier';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const schema = join(root, 'plugins/external-dns-backend/src/schema');
const target = join(schema, 'openapi/generated/router.ts');

const spec = parse(readFileSync(join(schema, 'openapi.yaml'), 'utf8'));
const text = prettier.format(
  `// Generated from openapi.yaml by "yarn generate:openapi"; edit that file instead.
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { EndpointMap } from '../endpoints';

export const spec = ${JSON.stringify(spec)} as const;

export const createOpenApiRouter = async (
  options?: Parameters<typeof createValidatedOpenApiRouterFromGeneratedEndpointMap>['1'],
) => createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(spec, options);
`,
  { ...(await prettier.resolveConfig(target)), parser: 'typescript' },
);

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('openapi.yaml was changed: run "yarn generate:openapi".');
    process.exit(1);
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
