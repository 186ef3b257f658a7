import { build } from "@/scripts/supervisor/build";
import { describeError } from "@/scripts/supervisor/start-error";

try {
  await build(process.env.NEXT_DIST_DIR ?? ".next", { show: true });
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}
