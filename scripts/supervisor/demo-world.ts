import { spawnService } from "@/scripts/supervisor/spawn-service";

/** What the script says once the sample people can sign in; orders go on arriving after it. */
export const CAN_SIGN_IN = "The sample people and shops are there.";

/** Fills the demo with its sample world. A second run adds nothing. False when it failed. */
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
