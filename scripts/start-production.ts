import { startProduction } from "@/scripts/supervisor/start-production";

await startProduction();
