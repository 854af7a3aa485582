import { DemoCluster } from '../kubernetes/demoCluster';
import { answerAsCoreDns } from './answerAsCoreDns';
import { writeHealthyRecords } from './healthyRecords';
import { k8gbResources } from './k8gbCluster';
import { NameServer, startNameServer } from './nameServer';
import { zoneRecords } from './zoneRecords';

/** Where the name server of a cluster listens. @public */
export interface NameServerSetting {
  /** An IPv4 address of this machine. */
  address: string;
  /** UDP and TCP; 0: any that is free. */
  port: number;
}

const resources: ReadonlySet<string> = new Set(Object.values(k8gbResources));

/**
 * k8gb as far as others can see it: a name server for each cluster, which answers by the
 * ZoneDelegations and Gslbs of all clusters as they are at that moment, and the
 * `healthyRecords` in the status of the Gslbs. Health is what the manifests say.
 *
 * @public
 */
export class K8gb {
  readonly #clusters: readonly DemoCluster[];
  readonly #nameServers: NameServer[] = [];
  readonly #unsubscribe: (() => void)[];
  #isDue = false;

  /** @param clusters - the clusters that balance load among each other */
  constructor(clusters: readonly DemoCluster[]) {
    this.#clusters = clusters;
    this.#unsubscribe = clusters.map(cluster =>
      cluster.onChange(resource => {
        if (resources.has(resource)) this.#schedule();
      }),
    );
    this.#write();
  }

  /**
   * Opens the name server of one cluster. Rejects with the system's error where the
   * address is none of this machine (EADDRNOTAVAIL) or the port is taken (EADDRINUSE).
   */
  async listen(
    cluster: DemoCluster,
    { address, port }: NameServerSetting,
  ): Promise<NameServerSetting> {
    const records = zoneRecords(cluster, this.#clusters);
    const nameServer = await startNameServer({
      address,
      port,
      answer: (message, transport) =>
        cluster.faults.silentNameServer
          ? undefined
          : answerAsCoreDns(records, message, transport),
    });
    this.#nameServers.push(nameServer);
    return { address, port: nameServer.port };
  }

  /** Ends the name servers; the clusters go on. */
  async close(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    await Promise.all(this.#nameServers.map(each => each.close()));
  }

  /** Once for all changes of one moment: a saved file is many. */
  #schedule(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#write();
    });
  }

  #write(): void {
    for (const cluster of this.#clusters) {
      writeHealthyRecords(cluster, this.#clusters);
    }
  }
}
