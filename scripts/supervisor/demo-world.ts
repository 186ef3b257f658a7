import { spawnService } from "@/scripts/supervisor/spawn-service";

/** The line that the script prints when the sample users can sign in, before the orders arrive. */
export const CAN_SIGN_IN = "The sample users and shops are ready.";

/** Fills the demo with sample data. A second run adds nothing. Returns false if it failed. */
export async function seedDemo(
  env: NodeJS.ProcessEnv,
  { onLine, onStart }: { onLine: (line: string) => void; onStart: (stop: () => Promise<void>) => void },
): Promise<boolean> {
  const seeding = spawnService(
    { name: "demo", args: ["--import", "tsx", "scripts/demo.ts"], env: {} },
    env,
    onLine,
  );
  onStart(() => seeding.stop());
  return (await seeding.exited).code === 0;
}
