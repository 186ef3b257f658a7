import { parseArgs } from "node:util";
import { startDemo } from "@/scripts/supervisor/start-demo";

const usage = `npm start      starts the demo with a production build; keeps the data of the last start
npm run dev    starts the demo with hot reload
npm run reset  deletes the demo's data and starts the demo again`;

const dev = options();
if (dev === null) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await startDemo({ dev });
}

/** Whether to use hot reload; null if the arguments are not valid. */
function options(): boolean | null {
  try {
    return parseArgs({ options: { dev: { type: "boolean", default: false } } }).values.dev;
  } catch {
    return null;
  }
}
