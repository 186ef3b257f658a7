import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { LONG_FILES } from "./longest-first";

test.each(LONG_FILES)("%s, which is to start early, exists", (file) => {
  expect(existsSync(join(projectRoot, file))).toBe(true);
});
