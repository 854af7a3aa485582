import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Portal } from './portal.mjs';
import { Problem, runMain } from './process.mjs';
import { readSettings } from './settings.mjs';
import { checkNodeVersion } from './toolchain.mjs';

const usage = `npm start [-- OPTIONS]
  --fresh   forget all state: start with empty databases
  --log     show the portal's log here, too
Ports and folders: PORTAL_PORT, BACKEND_PORT, DNS_PORT, EU_CENTRAL_PORT,
US_EAST_PORT, EXTERNAL_DNS_DATA, EXTERNAL_DNS_DEMO_FOLDER.`;

function readOptions(words) {
  const unknown = words.find(word => !['--fresh', '--log'].includes(word));
  if (unknown) {
    throw new Problem(`There is no option ${unknown}.\n${usage}`);
  }
  return { fresh: words.includes('--fresh'), echo: words.includes('--log') };
}

/** Demo files that name the hostname, as `[path, text]`. */
function filesNaming(dnsName, demoFolder) {
  return readdirSync(demoFolder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(cluster =>
      readdirSync(join(demoFolder, cluster.name))
        .filter(name => name.endsWith('.yaml'))
        .sort()
        .map(name => join(demoFolder, cluster.name, name)),
    )
    .filter(path => readFileSync(path, 'utf8').includes(dnsName));
}

/** An owned address of a route, and the file that it can be edited in: the one with the shortest name. */
async function exampleRecord(portal, demoFolder) {
  const records = await portal.list(
    '/records?ours=true&recordType=A&limit=200',
  );
  return records
    ?.filter(
      // The name of a zone stands in every file.
      ({ resource, dnsName, zone, txt }) =>
        resource?.startsWith('httproute/') &&
        dnsName !== zone &&
        !dnsName.startsWith('*') &&
        txt.length === 1,
    )
    .sort((one, other) => one.dnsName.length - other.dnsName.length)
    .map(record => ({
      record,
      file: filesNaming(record.dnsName, demoFolder)[0],
    }))
    .find(({ file }) => file);
}

/** The first sync may come before the clusters were read; the next one is near. */
async function firstExample(portal, demoFolder) {
  for (let tries = 0; tries < 20; tries += 1) {
    const example = await exampleRecord(portal, demoFolder);
    if (example) return example;
    await setTimeout(500);
  }
  return undefined;
}

/** A host of k8gb in the demo, which a failover can be played with. */
const balanced = { zone: 'gslb.openova.io', host: 'shop.gslb.openova.io' };

/** How to ask for the delegation, and each cluster's k8gb; nothing if the demo has no such host. */
function balancedLines(portal, { ports, demoFolder }) {
  const [file] = filesNaming(balanced.host, demoFolder);
  if (!file) return [];
  const questions = [
    {
      question: `@127.0.0.1 -p ${ports.DNS_PORT} +norec ${balanced.zone} NS`,
      whose: 'the delegation',
    },
    ...portal.nameServers.map(({ address, port, cluster }) => ({
      question: `@${address} -p ${port} +norec ${balanced.host} A`,
      whose: `k8gb in ${cluster}`,
    })),
  ];
  const width = Math.max(...questions.map(({ question }) => question.length));
  return [
    ...questions.map(
      ({ question, whose }, index) =>
        `${index === 0 ? 'GSLB ' : '     '}    dig ${question.padEnd(
          width,
        )}  # ${whose}`,
    ),
    `Fail     ${Portal.relative(
      file,
    )}: serviceHealth to Unhealthy, and ask both again`,
  ];
}

async function announce(portal, settings) {
  const { portalUrl, ports, demoFolder } = settings;
  const example = await firstExample(portal, demoFolder);
  const dig = `dig @127.0.0.1 -p ${ports.DNS_PORT}`;
  const lines = [`Portal   ${portalUrl}`];
  if (example) {
    const { record, file } = example;
    lines.push(
      `Ask      ${dig} ${record.dnsName} ${record.recordType}`,
      `         ${dig} ${record.txt[0].name} TXT`,
      `Edit     ${Portal.relative(file)}, and ask again`,
    );
  }
  lines.push(
    ...balancedLines(portal, settings),
    `Log      ${Portal.relative(portal.logFile)}`,
    'Ctrl-C ends everything.',
  );
  console.log(`\n${lines.join('\n')}\n`);
}

/** A killed npm cannot pass its signal on; that its child has a new parent tells. */
function endWithNpm(stop) {
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && stop(), 500).unref();
  }
}

await runMain(async () => {
  checkNodeVersion();
  const options = readOptions(process.argv.slice(2));
  const settings = readSettings();
  const portal = await Portal.start(settings, options);

  let stopping = false;
  const stop = async code => {
    if (!stopping) {
      stopping = true;
      await portal.end();
      process.exit(code);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => stop(0));
  }
  endWithNpm(() => stop(0));
  portal.ended.then(async () => {
    if (!stopping) {
      console.error(`The portal ended by itself: see ${portal.logFile}`);
      await stop(1);
    }
  });

  console.log('Starting the portal ...');
  try {
    await portal.ready();
    await announce(portal, settings);
  } catch (error) {
    if (!stopping) {
      console.error(error instanceof Problem ? error.message : error);
      await stop(1);
    }
  }
});
