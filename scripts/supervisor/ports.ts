import { createServer } from "node:net";
import { StartError } from "@/scripts/supervisor/start-error";

/**
 * Reads a port from an environment variable.
 *
 * @throws StartError if the value is not a port
 */
export function portFrom(value: string | undefined, variable: string, fallback: number): number {
  if (value === undefined || value === "") return fallback;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartError(`${variable} is "${value}", which is not a port. Set it to a number from 1 to 65535.`);
}

/**
 * Checks that a port of 127.0.0.1 is free.
 *
 * @param what the program that needs the port, for the error message
 * @param variable the environment variable that sets another port
 * @param patienceMs how long to wait for processes of a killed start to release the port
 * @throws StartError if the port stays taken
 */
export async function assertPortFree(
  port: number,
  { what, variable, patienceMs = 0 }: { what: string; variable: string; patienceMs?: number },
): Promise<void> {
  for (const end = Date.now() + patienceMs; ; ) {
    const code = await tryListen(port);
    if (code === null) return;
    if (code !== "EADDRINUSE") {
      throw new StartError(
        `This user has no permission to use port ${port} for ${what} (${code}). Set ${variable} to a port above 1024, for example ${variable}=${port + 8000}.`,
      );
    }
    if (Date.now() >= end) {
      throw new StartError(
        `Port ${port}, which ${what} needs, is taken by another program. Stop that program, or set ${variable} to a free port, for example ${variable}=${port + 1}.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function tryListen(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown error"));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(null)));
  });
}
