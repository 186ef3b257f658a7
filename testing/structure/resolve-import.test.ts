import { describe, expect, it } from "vitest";
import { resolveImport } from "./resolve-import";

const FILES = [
  "lib/domain/a.ts",
  "lib/domain/row.tsx",
  "db/watch.mjs",
  "db/bootstrap.sql",
  "vitest.config.ts",
];
const lookUp = (path: string) => {
  if (FILES.includes(path)) return "file";
  return FILES.some((file) => file.startsWith(`${path}/`)) ? "folder" : null;
};
const resolve = (specifier: string, form: "value" | "url" = "value") =>
  resolveImport("lib/domain/b.ts", { specifier, form }, lookUp);

describe("an import", () => {
  it.each([
    ["./a", "lib/domain/a.ts"],
    ["../domain/row", "lib/domain/row.tsx"],
    ["@/lib/domain/a", "lib/domain/a.ts"],
    ["@/vitest.config", "vitest.config.ts"],
    ["@/db/watch.mjs", "db/watch.mjs"],
  ])("%s names a file", (specifier, path) => {
    expect(resolve(specifier)).toEqual({ kind: "file", path });
  });
  it.each(["next/link", "node:fs", "@shopify/shopify-api"])("%s names a package", (specifier) => {
    expect(resolve(specifier)).toEqual({ kind: "package" });
  });
  it.each(["./c", "@/lib/domain", "../a"])("%s names nothing", (specifier) => {
    expect(resolve(specifier)).toEqual({ kind: "missing" });
  });
});

describe("an address", () => {
  it("names a file, with or without a dot", () => {
    const file = { kind: "file", path: "lib/domain/a.ts" };
    expect([resolve("./a.ts", "url"), resolve("a.ts", "url")]).toEqual([file, file]);
  });
  it("may name a folder", () => {
    expect(resolve("../../db", "url")).toEqual({ kind: "folder" });
  });
  it("names nothing without the file's extension", () => {
    expect(resolve("./a", "url")).toEqual({ kind: "missing" });
  });
});
