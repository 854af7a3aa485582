import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ClusterSetting, readDemoSettings } from './demoConfig';
import { withHealthyRecords } from './k8gb/healthyRecords';
import { K8gb } from './k8gb/k8gb';
import {
  ClusterLog,
  DemoCluster,
  startDemoCluster,
} from './kubernetes/demoCluster';

/**
 * Brings up the clusters of `demo.clusters` and their k8gb beside the portal, and ends them with it.
 * A port that is taken fails the start with one sentence.
 * @public
 */
const demoClustersPlugin = createBackendPlugin({
  pluginId: 'demo-clusters',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, lifecycle, logger }) {
        const settings = readDemoSettings(config);
        const folder =
          settings.folder ??
          resolvePackagePath('@openova/demo-environment', 'clusters');
        const clusters: DemoCluster[] = [];
        let k8gb: K8gb | undefined;
        const close = async () => {
          await k8gb?.close();
          await Promise.all(clusters.map(cluster => cluster.close()));
        };
        lifecycle.addShutdownHook(close);
        try {
          for (const { name, port, token } of settings.clusters) {
            const cluster = await startDemoCluster({
              name,
              port,
              token,
              controlToken: settings.controlToken,
              folder: join(folder, name),
              complete: withHealthyRecords,
              log: logger,
            });
            clusters.push(cluster);
            logger.info(
              `Cluster ${name} answers on ${cluster.url} and follows ${join(
                folder,
                name,
              )}`,
            );
          }
          k8gb = new K8gb(clusters);
          for (const [index, setting] of settings.clusters.entries()) {
            await listenForNames(k8gb, clusters[index], setting, logger);
          }
        } catch (error) {
          await close();
          throw error;
        }
      },
    });
  },
});

/** Opens the name server of a cluster, if it is to have one. */
async function listenForNames(
  k8gb: K8gb,
  cluster: DemoCluster,
  { name, nameServer }: ClusterSetting,
  log: ClusterLog,
): Promise<void> {
  if (!nameServer) return;
  const { address, port } = nameServer;
  try {
    const opened = await k8gb.listen(cluster, nameServer);
    log.info(`k8gb of ${name} answers on ${address} port ${opened.port}`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice = `of demo cluster ${name}: choose another in demo.clusters, and in externalDns what names it`;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${port} of ${address} is taken, which is for the name server ${advice}`,
      );
    }
    if (code !== 'EADDRNOTAVAIL') throw error;
    // The demo is worth starting without it: the delegation shows what is missing.
    log.warn(
      `This machine has no address ${address} for the name server ${advice}`,
    );
  }
}

export default demoClustersPlugin;
