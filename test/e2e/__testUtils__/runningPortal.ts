function fromEnvironment(variable: string): string {
  const value = process.env[variable];
  if (!value) {
    throw new Error(
      `${variable} is not set: these tests need the portal that e2e/jest.config.js starts`,
    );
  }
  return value;
}

/** The clusters of the demo. */
export type DemoClusterName = 'eu-central' | 'us-east';

/** Where the portal of this run is reached, and where its demo can be edited. */
export const runningPortal = {
  url: fromEnvironment('PORTAL_URL'),
  dnsPort: Number(fromEnvironment('DNS_PORT')),
  demoFolder: fromEnvironment('EXTERNAL_DNS_DEMO_FOLDER'),
  chromium: fromEnvironment('CHROMIUM_PATH'),
  clusterUrls: {
    'eu-central': `http://127.0.0.1:${fromEnvironment('EU_CENTRAL_PORT')}`,
    'us-east': `http://127.0.0.1:${fromEnvironment('US_EAST_PORT')}`,
  } satisfies Record<DemoClusterName, string>,
};
