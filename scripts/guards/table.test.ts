import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "@/scripts/supervisor/project-root";
import { guards } from "./table";

/** The least number of guards. Raise it with each new guard, so that none is dropped by mistake. */
const GUARDS = 102;

const textOf = (file: string) => readFileSync(join(projectRoot, file), "utf8");

/** Every string of a file as a pattern for test names, in which `%s` of a parametrised title matches any text. */
const parametrised = (text: string) =>
  [...text.matchAll(/"((?:[^"\\\n]|\\.)+)"/g)].map(
    ([, title = ""]) => new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/%s/g, ".+")}$`),
  );

it("lists at least the recorded number of guards, under different names", () => {
  expect(guards.length).toBeGreaterThanOrEqual(GUARDS);
  expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
});

describe.each(guards)("guard $name", ({ edits, test }) => {
  it("names snippets that occur exactly once in files that exist", () => {
    expect(edits.length).toBeGreaterThan(0);
    for (const { file, find } of edits) {
      expect(existsSync(join(projectRoot, file)), file).toBe(true);
      expect(textOf(file).split(find).length - 1, `${file}: ${find}`).toBe(1);
    }
  });
  it("names a test that exists", () => {
    expect(existsSync(join(projectRoot, test.file)), test.file).toBe(true);
    const text = textOf(test.file);
    expect(text.includes(test.name) || parametrised(text).some((title) => title.test(test.name))).toBe(true);
  });
});
