import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "@/testing/folders/project-root";
import { retentions } from "./retention";

test("docs/operations.md says what becomes of the old rows of each table", () => {
  const rows = Object.entries(retentions).map(([table, text]) => `| \`${table}\` | ${text} |`);
  const table = ["| table | its rows |", "| --- | --- |", ...rows].join("\n");
  expect(readFileSync(join(projectRoot, "docs/operations.md"), "utf8")).toContain(table);
});
