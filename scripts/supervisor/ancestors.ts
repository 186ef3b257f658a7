import { commandLine, isAlive, parentOf } from "@/db/embedded/process-facts";

/**
 * The processes from this one's parent up to npm. `kill -9` of npm does not reach its children, so this process has to
 * check whether npm is still running.
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

/** Calls `onGone` once when one of the processes is gone. Returns a function that stops watching. */
export function watchProcesses(pids: number[], onGone: () => void): () => void {
  const timer = setInterval(() => {
    if (pids.every(isAlive)) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
