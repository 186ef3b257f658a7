import { startSandbox } from "./server";

// Runs the sandbox as a process.
const port = Number(process.env.SANDBOX_PORT ?? 4010);
const dataDir = process.env.SANDBOX_DATA;
const parent = Number(process.env.SANDBOX_PARENT_PID ?? 0);

try {
  const sandbox = await startSandbox({ port, ...(dataDir ? { dataDir } : {}) });
  console.log(`sandbox ready ${sandbox.url}`);
  const stop = () => void sandbox.close().then(() => process.exit(0));
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  if (parent > 0) {
    // A killed parent cannot stop this process, so check every second whether it still exists.
    setInterval(() => {
      try {
        process.kill(parent, 0);
      } catch {
        stop();
      }
    }, 1_000);
  }
} catch (error) {
  const code = error instanceof Error && "code" in error ? error.code : null;
  console.error(
    code === "EADDRINUSE"
      ? `Port ${port} on 127.0.0.1 is in use. Stop the process that listens there, or set SANDBOX_PORT to a free port.`
      : `The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
