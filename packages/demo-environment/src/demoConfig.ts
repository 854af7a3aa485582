import { isIPv4 } from 'node:net';
import { Config } from '@backstage/config';
import { NameServerSetting } from './k8gb/k8gb';

/** One cluster of `demo.clusters`. */
export interface ClusterSetting {
  name: string;
  port: number;
  token: string;
  /** Of k8gb in the cluster; without it there is none. */
  nameServer?: NameServerSetting;
}

/** The `demo` section of app-config.yaml. */
export interface DemoSettings {
  clusters: ClusterSetting[];
  /** Opens the fault switches; without it there are none. */
  controlToken?: string;
  /** Holds one folder of YAML files for each cluster; default: the one of this package. */
  folder?: string;
}

/** Reads the `demo` section; throws an Error with the path of what is missing, wrong or given twice. */
export function readDemoSettings(config: Config): DemoSettings {
  const clusters = (config.getOptionalConfigArray('demo.clusters') ?? []).map(
    (cluster, index) => {
      const path = `demo.clusters[${index}]`;
      const port = readPort(cluster, `${path}.port`);
      const name = cluster.getString('name');
      if (!/^[a-z0-9][-a-z0-9]*$/.test(name)) {
        throw new Error(
          `${path}.name is "${name}": use lower case letters, digits and hyphens, as its folder is named`,
        );
      }
      return {
        name,
        port,
        token: cluster.getString('token'),
        nameServer: readNameServer(cluster, `${path}.nameServer`),
      };
    },
  );
  const names = clusters.map(cluster => cluster.name);
  const repeated = names.findIndex(
    (name, index) => names.indexOf(name) < index,
  );
  if (repeated !== -1) {
    throw new Error(
      `demo.clusters[${repeated}].name "${names[repeated]}" is taken by an earlier cluster: choose another`,
    );
  }
  return {
    clusters,
    controlToken: config.getOptionalString('demo.controlToken'),
    folder: config.getOptionalString('demo.folder'),
  };
}

function readPort(section: Config, path: string): number {
  const port = section.getNumber('port');
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new Error(`${path} is ${port}: give a port from 0 to 65535`);
}

function readNameServer(
  cluster: Config,
  path: string,
): NameServerSetting | undefined {
  const section = cluster.getOptionalConfig('nameServer');
  if (!section) return undefined;
  const address = section.getString('address');
  if (!isIPv4(address)) {
    throw new Error(
      `${path}.address is "${address}": give an IPv4 address of this machine`,
    );
  }
  return { address, port: readPort(section, `${path}.port`) };
}
