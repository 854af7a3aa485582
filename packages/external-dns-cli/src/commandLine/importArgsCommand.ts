import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportInput, importArgs } from '../importArgs/importArgs';
import { versionOfTag } from '../importArgs/version';
import { readOptions } from './readOptions';
import { readStdin, Terminal, UsageError } from './terminal';

/** @internal */
export async function importArgsCommand(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const end = args.indexOf('--');
  const own = end < 0 ? args : args.slice(0, end);
  const options = readOptions(own, { 'external-dns-version': 'text' });
  const version = readVersion(options);
  const inputs: ImportInput[] = [];
  for (const each of options.positionals) {
    inputs.push(await readOne(each, terminal));
  }
  if (end >= 0) {
    inputs.push({
      label: 'the command line',
      content: args.slice(end + 1),
    });
  }
  if (inputs.length === 0) inputs.push(await readOne('-', terminal));
  terminal.write(importArgs(inputs, version));
  return 0;
}

function readVersion(
  options: ReturnType<typeof readOptions>,
): string | undefined {
  const given = options.text('external-dns-version');
  if (given === undefined) return undefined;
  const version = versionOfTag(given);
  if (version === undefined) {
    throw new UsageError(
      '--external-dns-version must be a version like 0.14.0.',
    );
  }
  return version;
}

async function readOne(
  given: string,
  terminal: Terminal,
): Promise<ImportInput> {
  const parts = /^([A-Za-z0-9][\w.-]*)=(.+)$/.exec(given);
  const path = parts ? parts[2] : given;
  const cluster = parts ? { cluster: parts[1] } : {};
  if (path === '-') {
    const content = await readStdin(terminal);
    return { label: 'standard input', content, ...cluster };
  }
  try {
    const content = await readFile(path, 'utf8');
    return { label: basename(path), content, ...cluster };
  } catch {
    throw new UsageError(`${path} cannot be read: is it there?`);
  }
}
