import { type Cluster, type ClusterOptions, startCluster } from "@/db/embedded/start-cluster";

type KeptCluster = { superuserUrl: string; stop(): Promise<void> };

/**
 * Starts the embedded PostgreSQL, and restarts it on the same port if it exits.
 *
 * @param onLine receives messages about restarts
 * @param onStart receives the process id of each start
 */
export async function keepCluster(
  options: ClusterOptions,
  { onLine, onStart }: { onLine: (line: string) => void; onStart: (pid: number) => void },
): Promise<KeptCluster> {
  let stopping = false;
  let current: Cluster = await startCluster(options);
  const { superuserUrl, port } = current;

  const watch = () => {
    onStart(current.pid);
    void current.exited.then(async () => {
      for (let pause = 250; !stopping; pause = Math.min(pause * 2, 30_000)) {
        onLine("exited; restarting");
        try {
          current = await startCluster({ ...options, port });
          if (stopping) await current.stop();
          else watch();
          return;
        } catch (error) {
          onLine(error instanceof Error ? error.message : String(error));
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      }
    });
  };
  watch();

  return {
    superuserUrl,
    stop: () => {
      stopping = true;
      return current.stop();
    },
  };
}
