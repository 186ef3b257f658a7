import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { may, permissionLabels, roles } from "@/lib/domain/people/role";
import { codesOf } from "@/lib/domain/values/code-table";
import { projectRoot } from "@/testing/folders/project-root";

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

test("docs/permissions.md says what each role may do", () => {
  const names = codesOf(roles);
  const table = [
    row(["a member may", ...names.map((role) => roles[role].label)]),
    row(["---", ...names.map(() => "---")]),
    ...codesOf(permissionLabels).map((permission) =>
      row([permissionLabels[permission], ...names.map((role) => (may(role, permission) ? "yes" : "no"))]),
    ),
  ].join("\n");
  expect(readFileSync(join(projectRoot, "docs/permissions.md"), "utf8")).toContain(table);
});
