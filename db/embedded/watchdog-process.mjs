// Ends what a killed supervisor leaves behind. Its standard input is a pipe from the supervisor; the system
// closes it however the supervisor ends. Plain JavaScript, so that it starts in a few milliseconds.
// Lines: "guard <pid> <signal>", "release <pid>", "remove <folder>", "keep <folder>". A negative pid is a group.
import { readFileSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";

const PATIENCE_MS = 15_000;
const guarded = new Map();
const folders = new Set();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const [verb, subject, signal] = line.split(" ");
  const rest = line.slice(line.indexOf(" ") + 1);
  if (verb === "guard") guarded.set(Number(subject), signal);
  if (verb === "release") guarded.delete(Number(subject));
  if (verb === "remove") folders.add(rest);
  if (verb === "keep") folders.delete(rest);
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

/** A dead process that nobody has waited for still takes signals. */
function isZombie(pid) {
  try {
    return /^\d+ \(.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function end() {
  // Those guarded last are those that need the ones guarded first.
  for (const [pid, signal] of [...guarded].reverse()) {
    if (!send(pid, signal)) continue;
    const until = Date.now() + PATIENCE_MS;
    while (send(pid, 0) && !isZombie(Math.abs(pid)) && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 25));
    send(pid, "SIGKILL");
  }
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
}
