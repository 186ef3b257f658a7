import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { spawnService } from "@/scripts/supervisor/spawn-service";

/** Fills the demo with its sample world. A second run adds nothing. False when it failed. */
export async function seedDemo(
  env: NodeJS.ProcessEnv,
  { onLine, onStart }: { onLine: (line: string) => void; onStart: (stop: () => Promise<void>) => void },
): Promise<boolean> {
  if (!existsSync(join(projectRoot, "scripts", "demo.ts"))) return true;
  const seeding = spawnService(
    { name: "demo", args: ["--import", "tsx", "scripts/demo.ts"], env: {} },
    env,
    onLine,
  );
  onStart(() => seeding.stop());
  return (await seeding.exited).code === 0;
}
