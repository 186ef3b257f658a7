import { parseArgs } from "node:util";
import { startDemo } from "@/scripts/supervisor/start-demo";

const usage = `npm start      the demo, built; goes on where it was left
npm run dev    the same with hot reload
npm run reset  throws its data away and starts it afresh`;

const dev = options();
if (dev === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await startDemo({ dev });
}

/** Whether with hot reload; null when something was asked for that there is not. */
function options(): boolean | null {
  try {
    return parseArgs({ options: { dev: { type: "boolean", default: false } } }).values.dev;
  } catch {
    return null;
  }
}
