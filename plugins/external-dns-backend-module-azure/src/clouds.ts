/** Where a cloud of Azure is managed, and where its tokens come from. @internal */
export interface Cloud {
  /** Without a slash at the end. */
  endpoint: string;
  authorityHost: string;
}

const clouds = {
  public: {
    endpoint: 'https://management.azure.com',
    authorityHost: 'https://login.microsoftonline.com',
  },
  usgovernment: {
    endpoint: 'https://management.usgovcloudapi.net',
    authorityHost: 'https://login.microsoftonline.us',
  },
  china: {
    endpoint: 'https://management.chinacloudapi.cn',
    authorityHost: 'https://login.chinacloudapi.cn',
  },
} as const satisfies Record<string, Cloud>;

/** What counts where nothing is said. @internal */
export const publicCloud: Cloud = clouds.public;

/** Azure's own names, as azure.json and its tools have them, in lower case. */
const otherNames: Readonly<Record<string, keyof typeof clouds>> = {
  azurecloud: 'public',
  azurepubliccloud: 'public',
  azureusgovernment: 'usgovernment',
  azureusgovernmentcloud: 'usgovernment',
  azurechinacloud: 'china',
};

/** @internal */
export const cloudNames: readonly string[] = Object.keys(clouds);

/** A cloud by our name or Azure's own; undefined where there is none. @internal */
export function cloudNamed(name: string): Cloud | undefined {
  const lower = name.trim().toLowerCase();
  const known = Object.hasOwn(otherNames, lower) ? otherNames[lower] : lower;
  const found = Object.entries(clouds).find(([each]) => each === known);
  return found?.[1];
}

/** Whether tokens come from Azure itself, and not from somebody's own cloud. @internal */
export function isAuthorityOfAzure(authorityHost: string): boolean {
  const { origin } = new URL(authorityHost);
  return Object.values(clouds).some(cloud => cloud.authorityHost === origin);
}

/** Whether a token may be sent there: encrypted, or within this machine. @internal */
export function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' ||
    /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
  );
}
