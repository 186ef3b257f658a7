import type { Service } from "@/scripts/supervisor/services";
import { type RunningService, spawnService } from "@/scripts/supervisor/spawn-service";

type KeptService = { pid(): number; stop(): Promise<void> };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After a process ran this long, the next pause is short again. */
const HEALTHY_AFTER_MS = 60_000;

/**
 * Starts a process, and restarts it whenever it exits, after increasing pauses.
 *
 * @param onStart receives the process id of each start
 */
export function keepRunning(
  service: Service,
  env: NodeJS.ProcessEnv,
  { onLine, onStart }: { onLine: (line: string) => void; onStart: (pid: number) => void },
): KeptService {
  let pause = FIRST_PAUSE_MS;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let current: RunningService;

  const start = () => {
    const startedAt = Date.now();
    current = spawnService(service, env, onLine);
    onStart(current.pid);
    void current.exited.then(({ code, signal }) => {
      if (stopping) return;
      if (Date.now() - startedAt > HEALTHY_AFTER_MS) pause = FIRST_PAUSE_MS;
      onLine(`exited (${signal ?? `exit code ${code}`}); restarting in ${pause / 1000} s`);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
    return current;
  };
  current = start();

  return {
    pid: () => current.pid,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await current.stop();
    },
  };
}
