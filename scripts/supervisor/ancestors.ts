import { commandLine, isAlive, parentOf } from "@/db/embedded/process-facts";

/**
 * The processes between npm and this one. `kill -9` of npm reaches only npm itself, so whoever runs
 * under npm has to look whether it is still there.
 */
export function npmAncestors(env: NodeJS.ProcessEnv = process.env): number[] {
  if (env.npm_lifecycle_event === undefined) return [];
  const chain: number[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 5; pid = parentOf(pid) ?? 0) {
    chain.push(pid);
    if (/(^|\/)(npm|npx)( |$)|npm-cli|npx-cli/.test(commandLine(pid))) return chain;
  }
  return chain.slice(0, 1);
}

/** Calls back once when one of the processes is gone. Returns the end of the watch. */
export function watchProcesses(pids: number[], onGone: () => void): () => void {
  const timer = setInterval(() => {
    if (pids.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
