import { projectRoot } from "@/testing/folders/project-root";
import { projectionHash } from "@/testing/structure/projection-hash";

// The hash that lib/services/orders/projection-rules.ts has to record.
console.log((await projectionHash(projectRoot)).hash);
