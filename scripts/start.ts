import { startDemo } from "@/scripts/supervisor/start-demo";

await startDemo({ dev: process.argv.includes("--dev") });
