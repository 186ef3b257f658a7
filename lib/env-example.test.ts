import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseEnv } from "./env";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const documented = new Set(
  [...read(".env.example").matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? ""),
);

/** The variables that `parseEnv` reads. */
function readByParseEnv(): string[] {
  const names = new Set<string>();
  const watched = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_, name) => {
        names.add(String(name));
        return undefined;
      },
    },
  );
  expect(() => parseEnv(watched)).toThrow();
  return [...names].filter((name) => /^[A-Z]/.test(name));
}

const scripts = readdirSync(join(root, "scripts/supervisor"))
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => `scripts/supervisor/${name}`);

/** The variables that the start scripts and the sandbox read. */
const readByScripts = [...scripts, "sandbox/main.ts"].flatMap((path) =>
  [...read(path).matchAll(/\benv\.([A-Z][A-Z0-9_]+)/g)].map((match) => match[1] ?? ""),
);

it("documents every variable that lib/env.ts reads", () => {
  const names = readByParseEnv();
  expect(names).toContain("JOBS_ENGINE");
  expect(names.filter((name) => !documented.has(name))).toEqual([]);
});

it("documents every variable that the start scripts and the sandbox read", () => {
  expect(readByScripts).toContain("SANDBOX_PORT");
  expect(readByScripts.filter((name) => !documented.has(name))).toEqual([]);
});
