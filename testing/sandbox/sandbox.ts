import { startSandbox } from "@/sandbox/server";
import { type SandboxControl, sandboxControl } from "@/testing/sandbox/sandbox-control";

/** Starts a sandbox in the test's process, on a free port, with its state in memory. */
export async function testSandbox(
  options: Omit<Parameters<typeof startSandbox>[0], "port"> = {},
): Promise<{ url: string; port: number; control: SandboxControl; close(): Promise<void> }> {
  const sandbox = await startSandbox({ ...options, port: 0 });
  return {
    url: sandbox.url,
    port: sandbox.port,
    control: sandboxControl(sandbox.url),
    close: async () => {
      await sandbox.close();
    },
  };
}
