#!/usr/bin/env node
/*
 * How long it takes from a saved object to a DNS answer, in the running portal:
 * the demo cluster's file watch, its HTTP watch through the kubernetes plugin, the
 * sync, the embedded server. Budget: 1.5 s at p95.
 *
 *   node bench/latency.mjs [--samples 20] [--running]
 *
 * It starts a portal of its own on free ports and with a copy of the demo's files.
 * With --running it measures the one that the variables DNS_PORT, BACKEND_PORT,
 * EU_CENTRAL_PORT and EXTERNAL_DNS_DEMO_FOLDER name; that one's files are put back.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Resolver } from 'node:dns/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const targetMilliseconds = 1500;
const patienceMilliseconds = 30_000;
const pollEveryMilliseconds = 5;

const { values: options } = parseArgs({
  options: {
    samples: { type: 'string', default: '20' },
    running: { type: 'boolean', default: false },
  },
});

/** Calls until there is an answer; throws when patience ends. */
async function until(ask, what) {
  const giveUpAt = Date.now() + patienceMilliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
    await sleep(pollEveryMilliseconds);
  }
}

function addressAsker() {
  const resolver = new Resolver({ timeout: 2000, tries: 3 });
  resolver.setServers([`127.0.0.1:${process.env.DNS_PORT}`]);
  return async dnsName => {
    try {
      return await resolver.resolve4(dnsName);
    } catch (error) {
      if (['ENOTFOUND', 'ENODATA'].includes(error.code)) return undefined;
      throw error;
    }
  };
}

/** Notes when the cluster told of a route that names a host: `seen.get(host)`. */
async function watchRoutes(signal) {
  const seen = new Map();
  const response = await fetch(
    `http://127.0.0.1:${process.env.EU_CENTRAL_PORT}/apis/gateway.networking.k8s.io/v1/httproutes?watch=1&timeoutSeconds=3600`,
    { headers: { authorization: 'Bearer eu-central-reader' }, signal },
  );
  const follow = async () => {
    let rest = '';
    for await (const chunk of response.body.pipeThrough(
      new TextDecoderStream(),
    )) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        for (const host of JSON.parse(line).object.spec?.hostnames ?? []) {
          if (!seen.has(host)) seen.set(host, Date.now());
        }
      }
    }
  };
  follow().catch(error => {
    if (!signal.aborted) throw error;
  });
  return seen;
}

/** Asks the portal's API as the demo's admin. */
async function apiReader() {
  const backend = `http://127.0.0.1:${process.env.BACKEND_PORT}`;
  const session = await fetch(`${backend}/api/auth/demo/refresh`, {
    headers: { 'x-demo-user': 'admin' },
  });
  const { token } = (await session.json()).backstageIdentity;
  return async path => {
    const response = await fetch(`${backend}/api/external-dns${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return response.json();
  };
}

/** When the sync that created the host's record began. */
async function syncStart(read, dnsName) {
  const change = await until(async () => {
    const { items } = await read(`/changes?dnsName=${dnsName}&limit=1`);
    return items[0];
  }, `the journal to name ${dnsName}`);
  const sync = await until(async () => {
    const { items } = await read('/syncs?limit=20');
    return items.find(each => each.id === change.syncId && each.finishedAt);
  }, `sync ${change.syncId} to end`);
  return Date.parse(sync.startedAt);
}

async function measure(samples) {
  const file = join(
    process.env.EXTERNAL_DNS_DEMO_FOLDER,
    'eu-central',
    'storefront.yaml',
  );
  const original = await readFile(file, 'utf8');
  const addressOf = addressAsker();
  const read = await apiReader();
  const end = new AbortController();
  const seen = await watchRoutes(end.signal);
  const run = Date.now().toString(36);
  const results = [];
  try {
    for (let number = 1; number <= samples; number += 1) {
      const dnsName = `latency-${run}-${number}.openova.io`;
      const saved = Date.now();
      await writeFile(
        file,
        original.replace('- shop.openova.io\n', `$&    - ${dnsName}\n`),
      );
      await until(() => addressOf(dnsName), `an answer for ${dnsName}`);
      const answered = Date.now();
      const told = seen.get(dnsName);
      const began = await syncStart(read, dnsName);
      results.push({
        total: answered - saved,
        'file to watch event': told - saved,
        'watch event to sync': began - told,
        'sync to answer': answered - began,
      });
      // The next save at any moment, after what this one caused is over.
      await sleep(800 + 700 * Math.random());
    }
  } finally {
    await writeFile(file, original);
    end.abort();
  }
  return results;
}

/** By nearest rank. */
function percentile(values, part) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

function report(results) {
  console.log(`${results.length} samples, milliseconds`);
  for (const step of Object.keys(results[0])) {
    const values = results.map(result => result[step]);
    const [p50, p95, most] = [0.5, 0.95, 1].map(part =>
      String(percentile(values, part)).padStart(6),
    );
    console.log(`${step.padEnd(20)}  p50${p50}  p95${p95}  max${most}`);
  }
  const p95 = percentile(
    results.map(result => result.total),
    0.95,
  );
  const met = p95 <= targetMilliseconds;
  console.log(
    `Budget: p95 ${targetMilliseconds} ms, ${met ? 'met' : 'missed'}`,
  );
  process.exitCode = met ? 0 : 1;
}

if (options.running) {
  report(await measure(Number(options.samples)));
} else {
  const { default: startPortal } = await import(
    '../scripts/testPortal/start.mjs'
  );
  const { default: endPortal } = await import('../scripts/testPortal/end.mjs');
  await startPortal();
  try {
    report(await measure(Number(options.samples)));
  } finally {
    await endPortal();
  }
}
