import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { projectionRules } from "@/lib/services/orders/projection-rules";
import { projectRoot } from "@/testing/folders/project-root";
import { projectionHash } from "@/testing/structure/projection-hash";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const whatToDo = (hash: string) => `
The code that computes the projected columns of orders has changed; its hash is ${hash}.
Record it in lib/services/orders/projection-rules.ts:
- An order can get other columns for the same facts: add 1 to \`version\`, set \`hash\` to "${hash}" and empty
  \`noEffect\`. After the upgrade the job "reproject" projects all orders again.
- Every order keeps its columns: add { hash: "${hash}", why: "only moves a file" } to \`noEffect\`, with your reason.
\`npx tsx scripts/projection-hash.ts\` prints the hash of the current code.
`;

it("the version of the projected columns is that of the code which computes them", async () => {
  const { hash } = await projectionHash(projectRoot);
  const recorded = [projectionRules.hash, ...projectionRules.noEffect.map((entry) => entry.hash)];
  expect(recorded.includes(hash), whatToDo(hash)).toBe(true);
  expect(projectionRules.noEffect.filter(({ why }) => why.trim().length < 5)).toEqual([]);
});

/** The hash after a file of the rules was edited. */
async function hashAfter(path: string, edit: (text: string) => string): Promise<string> {
  const { files } = await projectionHash(projectRoot);
  const copy = mkdtempSync(join(tmpdir(), "projection-"));
  folders.push(copy);
  for (const file of [...files, "tsconfig.json", "package.json"]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(copy, file));
  }
  const text = readFileSync(join(copy, path), "utf8");
  const edited = edit(text);
  expect(edited).not.toBe(text);
  writeFileSync(join(copy, path), edited);
  return (await projectionHash(copy)).hash;
}

it("the hash follows the rules of the domain, and ignores comments, types and names of variables", async () => {
  const { hash, files } = await projectionHash(projectRoot);
  for (const name of [
    "push-status",
    "eligibility",
    "attention",
    "stored-track",
    "order-facets",
    "search-tokens",
  ]) {
    expect(
      files.some((file) => file.endsWith(`/${name}.ts`)),
      name,
    ).toBe(true);
  }
  expect(files.filter((file) => !/^lib\/domain\/|project-order\.ts$|replace-tokens\.ts$/.test(file))).toEqual(
    [],
  );
  const entry = "lib/services/orders/project-order.ts";
  const renamed = (text: string) =>
    `// A comment.\n${text.replaceAll(/\bcolumns\b/g, "found")}\ntype More = 1;\n`;
  expect(await hashAfter(entry, renamed)).toBe(hash);
  expect(await hashAfter(entry, (text) => text.replace("[...stops, ...cautions]", "[...stops]"))).not.toBe(
    hash,
  );
  const state = "lib/domain/orders/leg-state.ts";
  const covering = (text: string) => text.replaceAll('"recall_requested"', '"recalled"');
  expect(await hashAfter(state, covering)).not.toBe(hash);
  const upgraded = (text: string) => text.replace(/"lib-address": "[^"]+"/, '"lib-address": "99.0.0"');
  expect(await hashAfter("package.json", upgraded)).not.toBe(hash);
});
