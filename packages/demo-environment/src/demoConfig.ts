import { Config } from '@backstage/config';

/** One cluster of `demo.clusters`. */
export interface ClusterSetting {
  name: string;
  port: number;
  token: string;
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
      const port = cluster.getNumber('port');
      if (!Number.isInteger(port) || port < 0 || port > 65535) {
        throw new Error(
          `demo.clusters[${index}].port is ${port}: give a port from 0 to 65535`,
        );
      }
      const name = cluster.getString('name');
      if (!/^[a-z0-9][-a-z0-9]*$/.test(name)) {
        throw new Error(
          `demo.clusters[${index}].name is "${name}": use lower case letters, digits and hyphens, as its folder is named`,
        );
      }
      return { name, port, token: cluster.getString('token') };
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
