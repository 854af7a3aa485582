import { labelDefect } from '../registry/txtValue';
import { ConfigReader } from './configReader';
import { registryKeys } from './keys';
import { RegistryOptions } from './types';

/** Reads `externalDns.registry`. @internal */
export function parseRegistry(
  reader: ConfigReader,
  compat: boolean,
): RegistryOptions {
  if (!compat) reader.refuseUnknown(registryKeys);
  reader.duration('txtCacheInterval', 0);
  const registry: RegistryOptions = {
    type: reader.choice('type', ['txt', 'noop'], 'txt'),
    txtOwnerId: reader.text('txtOwnerId', compat ? 'default' : ''),
    txtPrefix: reader.text('txtPrefix', ''),
    txtSuffix: reader.text('txtSuffix', ''),
    txtWildcardReplacement: reader.text('txtWildcardReplacement', ''),
    txtEncryptEnabled: reader.switch('txtEncryptEnabled', false),
    migrateFromTxtOwner: reader.text('migrateFromTxtOwner', ''),
    txtNewFormatOnly: reader.switch('txtNewFormatOnly', true),
  };
  const key = reader.text('txtEncryptAesKey', '');
  if (key !== '') {
    const bytes = aesKey(key);
    if (bytes) registry.txtEncryptAesKey = bytes;
    else {
      reader.problem(
        'txtEncryptAesKey',
        'must be 32 bytes long, as plain text or in base64',
      );
    }
  } else if (registry.txtEncryptEnabled) {
    reader.problem(
      'txtEncryptAesKey',
      'must be given where txtEncryptEnabled is true: 32 bytes, as plain text or in base64',
    );
  }
  if (registry.txtPrefix !== '' && registry.txtSuffix !== '') {
    reader.problem('txtSuffix', 'cannot be used together with txtPrefix');
  }
  if (!compat) checkOurs(reader, registry);
  return registry;
}

function checkOurs(reader: ConfigReader, registry: RegistryOptions): void {
  if (registry.type === 'noop') return;
  if (registry.txtOwnerId === '') {
    reader.problem(
      'txtOwnerId',
      'must be given: it marks which records are ours; use the one of the ExternalDNS that is replaced, or a new one',
    );
    return;
  }
  const defect = labelDefect({ owner: registry.txtOwnerId });
  if (defect) reader.problem('txtOwnerId', `cannot be used: ${defect}`);
  for (const key of ['txtPrefix', 'txtSuffix'] as const) {
    const sample = registry[key].replace(/%\{record_type\}/gi, 'a');
    if (!/^[A-Za-z0-9_.-]*$/.test(sample)) {
      reader.problem(
        key,
        'must consist of letters, digits, hyphens, underscores, dots and %{record_type}',
      );
    }
  }
}

function aesKey(text: string): Uint8Array | undefined {
  const raw = new TextEncoder().encode(text);
  if (raw.length === 32) return raw;
  try {
    const decoded = Uint8Array.from(atob(text), each => each.charCodeAt(0));
    return decoded.length === 32 ? decoded : undefined;
  } catch {
    return undefined;
  }
}
