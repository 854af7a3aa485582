import { readFile } from 'node:fs/promises';
import { UsageError } from '../commandLine/terminal';
import { isObject, JsonObject } from '../importArgs/json';
import { readYaml } from './readYaml';

/**
 * The `externalDns` section of a file: of an app-config.yaml, or the section by
 * itself. `${VARIABLES}` stay as they are, but for the key that decrypts TXT.
 *
 * @internal
 */
export async function readSection(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<JsonObject> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--config ${path} cannot be read: is it there?`);
  });
  const [document] = readYaml(text, path);
  if (!isObject(document)) {
    throw new UsageError(`${path} holds no configuration.`);
  }
  const section = document.externalDns ?? document;
  if (!isObject(section)) {
    throw new UsageError(`${path}: externalDns must be a section with keys.`);
  }
  if (document.externalDns === undefined && !looksLikeSection(section)) {
    throw new UsageError(`${path} has no section externalDns.`);
  }
  return withKey(section, environment);
}

function looksLikeSection(section: JsonObject): boolean {
  return ['sources', 'policy', 'registry', 'instances', 'compat'].some(key =>
    Object.hasOwn(section, key),
  );
}

/** Without the key, encrypted TXT could not be read and records would look foreign. */
function withKey(
  section: JsonObject,
  environment: Readonly<Record<string, string | undefined>>,
): JsonObject {
  const filled = { ...section };
  if (isObject(filled.registry)) {
    const key = filled.registry.txtEncryptAesKey;
    const name =
      typeof key === 'string' ? /^\$\{(\w+)\}$/.exec(key)?.[1] : undefined;
    if (name !== undefined) {
      const value = environment[name];
      if (!value) {
        throw new UsageError(
          `registry.txtEncryptAesKey is \${${name}}: set ${name}, because encrypted ownership cannot be read without it.`,
        );
      }
      filled.registry = { ...filled.registry, txtEncryptAesKey: value };
    }
  }
  if (Array.isArray(filled.instances)) {
    filled.instances = filled.instances.map((instance: unknown) =>
      isObject(instance) ? withKey(instance, environment) : instance,
    );
  }
  return filled;
}
