import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "@/testing/folders/project-root";
import { listFiles } from "@/testing/structure/list-files";

const read = (path: string) => readFileSync(join(projectRoot, path), "utf8");
const exists = (path: string) => existsSync(join(projectRoot, path));

/** This file holds examples of citations of nothing. */
const THIS = "tests/architecture/citations.test.ts";
const sources = listFiles(projectRoot).filter((path) => /\.(tsx?|mjs|sql|css)$/.test(path) && path !== THIS);
const documents = [
  ...listFiles(projectRoot).filter((path) => path.endsWith(".md")),
  ...readdirSync(join(projectRoot, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

const design = read("docs/design.md");
const known = {
  law: [...design.matchAll(/^### Law (\d+):/gm)].map(([, number]) => Number(number)),
  section: [...design.matchAll(/^## (\d+)\./gm)].map(([, number]) => Number(number)),
  decision: readdirSync(join(projectRoot, "docs/decisions"))
    .filter((name) => /^\d{4}-/.test(name))
    .map((name) => Number(name.slice(0, 4))),
};

const NUMBERS = String.raw`\d+(?:(?:, | and |, and | or | to |–)\d+)*`;
const NUMBERED = new RegExp(
  String.raw`\b(law|decision)s? (${NUMBERS})|\b(?:design|design\.md),? (§)(${NUMBERS})`,
  "gi",
);
/** What names no section: a bare §, a part of the design by its title, a page outside of this repository. */
const VAGUE = /(?<!\bdesign(?:\.md)?,? )§ ?\d+(?:\.\d+)*|\(design: [^)]*\)|\breference [§/]\S*/gi;

/** A citation may go on in the comment's next line. */
const onOneLine = (text: string) => text.replace(/\s*\n\s*(?:\*(?!\/)|\/\/|--)?\s*/g, " ");

/** What a text cites and what does not exist, e.g. "law 11". */
function brokenCitations(text: string): string[] {
  const line = onOneLine(text);
  const numbered = [...line.matchAll(NUMBERED)].flatMap(([, word, numbers, sign, sections]) => {
    const kind = sign ? "section" : word?.toLowerCase() === "law" ? "law" : "decision";
    const cited = (numbers ?? sections ?? "").match(/\d+/g) ?? [];
    return cited
      .filter((number) => !known[kind].includes(Number(number)))
      .map((number) => `${kind} ${number}`);
  });
  return [...numbered, ...[...line.matchAll(VAGUE)].map(([words]) => words)];
}

/** Documents of this repository that a source names and that do not exist. */
function missingDocuments(text: string): string[] {
  const named = text.match(/\b(?:docs|sandbox)\/[\w./-]*\.md\b|\b[A-Z_]+\.md\b/g) ?? [];
  return named.filter((path) => !exists(path));
}

const broken = (paths: readonly string[], find: (text: string, path: string) => readonly string[]) =>
  paths.flatMap((path) => find(read(path), path).map((what) => `${path} → ${what}`));

describe("the finder", () => {
  it("knows the laws, the sections and the decisions", () => {
    expect(known.law).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(known.section.length).toBeGreaterThan(9);
    expect(known.decision.length).toBeGreaterThan(14);
    expect(sources.length).toBeGreaterThan(500);
  });

  it.each([
    ["see design §3, law 4 and decision 8", []],
    ["laws 2 and 8, decisions 1 to 3, docs/design.md §4", []],
    ["(docs/design.md,\n * law 99)", ["law 99"]],
    ["Laws 3 to 50 by the shops", ["law 50"]],
    ["decisions 1, 2 and 999", ["decision 999"]],
    ["design.md §77", ["section 77"]],
    [
      "(design: the push protocol), §7.3, reference §0",
      ["(design: the push protocol)", "§7.3", "reference §0"],
    ],
  ])("finds in %j what does not exist", (text, found) => {
    expect(brokenCitations(text)).toEqual(found);
  });
});

describe("source files", () => {
  it("cite laws, sections and decisions that exist", () => {
    expect(broken(sources, brokenCitations)).toEqual([]);
  });
  it("name documents that exist", () => {
    expect(broken(sources, missingDocuments)).toEqual([]);
  });
});

describe("documents", () => {
  it("cite laws, sections and decisions that exist", () => {
    const numbered = (text: string) =>
      brokenCitations(text).filter((what) => /^(law|section|decision)/.test(what));
    expect(broken(documents, numbered)).toEqual([]);
  });

  it("link to files and headings that exist", () => {
    const anchors = (path: string) =>
      [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        (title ?? "")
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, "")
          .replace(/\s/g, "-"),
      );
    const deadLinks = (text: string, from: string) =>
      [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].flatMap(([link, to, anchor]) => {
        const path = to ? normalize(join(dirname(from), to)) : from;
        return exists(path) && (anchor === undefined || anchors(path).includes(anchor)) ? [] : [link];
      });
    expect(broken(documents, deadLinks)).toEqual([]);
  });

  it("name source files and folders that exist", () => {
    const paths = /`((?:app|components|lib|db|inngest|sandbox|scripts|testing|tests|bench)\/[^`\s*]*)`/g;
    const gone = (text: string) =>
      [...text.matchAll(paths)].flatMap(([, path = ""]) =>
        ["", ".ts", ".tsx"].some((ending) => exists(path + ending)) ? [] : [path],
      );
    expect(broken(documents, gone)).toEqual([]);
  });
});
