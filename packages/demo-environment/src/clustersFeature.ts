import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { readDemoSettings } from './demoConfig';
import { DemoCluster, startDemoCluster } from './kubernetes/demoCluster';

/**
 * Brings up the clusters of `demo.clusters` beside the portal, and ends them with it.
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
        const close = async () => {
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
        } catch (error) {
          await close();
          throw error;
        }
      },
    });
  },
});

export default demoClustersPlugin;
