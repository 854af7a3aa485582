import { execFile } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { promisify } from 'node:util';
import { runningPortal } from './runningPortal';

const noSuchRecord = ['ENOTFOUND', 'ENODATA'];

/**
 * What a name server answers, over the network.
 *
 * @returns addresses, or the joined strings of each TXT; sorted, and empty if there is no such record
 */
export async function answerOf(
  dnsName: string,
  recordType: 'A' | 'AAAA' | 'TXT' = 'A',
  server = `127.0.0.1:${runningPortal.dnsPort}`,
): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  resolver.setServers([server]);
  try {
    if (recordType === 'TXT') {
      const texts = await resolver.resolveTxt(dnsName);
      return texts.map(strings => strings.join('')).sort();
    }
    const addresses =
      recordType === 'A'
        ? await resolver.resolve4(dnsName)
        : await resolver.resolve6(dnsName);
    return addresses.sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code && noSuchRecord.includes(code)) {
      return [];
    }
    throw error;
  }
}

/**
 * What a `dig` command answers, as it was copied: by dig itself where it is
 * installed, otherwise by asking the same server the same question.
 */
export async function answerOfCommand(command: string): Promise<string[]> {
  const pattern =
    /^dig @(?<address>\S+)(?: -p (?<port>\d+))? (?<name>\S+) (?<type>A|AAAA|TXT)$/;
  const question = pattern.exec(command)?.groups;
  if (!question) {
    throw new Error(`This is no dig command that asks one server: ${command}`);
  }
  const [dig, ...words] = command.split(' ');
  try {
    const { stdout } = await promisify(execFile)(dig, [...words, '+short']);
    return stdout.split('\n').filter(Boolean).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
    return answerOf(
      question.name,
      question.type as 'A' | 'AAAA' | 'TXT',
      `${question.address}:${question.port ?? 53}`,
    );
  }
}
