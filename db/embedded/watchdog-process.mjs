// Stops processes and removes folders that a killed supervisor leaves behind. Its standard input is a pipe from the
// supervisor, which the operating system closes when the supervisor ends for any reason. Plain JavaScript, so that it
// starts in a few milliseconds.
// Commands, one per line: "guard <pid> <signal>", "release <pid>", "remove <folder>", "keep <folder>".
// A negative pid is a process group.
import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";

/** How long a process has to stop after its signal, before SIGKILL. */
const STOP_TIMEOUT_MS = 15_000;
const guarded = new Map();
const folders = new Set();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [command, pid, signal] = line.split(" ");
  const folder = line.slice(line.indexOf(" ") + 1);
  if (command === "guard") guarded.set(Number(pid), signal);
  if (command === "release") guarded.delete(Number(pid));
  if (command === "remove") folders.add(folder);
  if (command === "keep") folders.delete(folder);
});
lines.on("close", end);

function send(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

/** A zombie, an exited process whose parent has not waited for it, still accepts signals. */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function end() {
  // In reverse order, because later processes depend on earlier ones.
  for (const [pid, signal] of [...guarded].reverse()) {
    if (!send(pid, signal)) continue;
    const deadline = Date.now() + STOP_TIMEOUT_MS;
    while (send(pid, 0) && !isZombie(Math.abs(pid)) && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 25));
    send(pid, "SIGKILL");
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
