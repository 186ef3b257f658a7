import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "@/testing/folders/project-root";
import { listFiles } from "@/testing/structure/list-files";
import { findLooseTexts } from "@/testing/structure/loose-texts";

const pages = listFiles(projectRoot).filter((file) => file.endsWith(".tsx"));

describe("pages that a browser translates", () => {
  it("are all looked at", () => expect(pages.length).toBeGreaterThan(80));

  it.each(pages)("%s gives every text that comes and goes an element of its own", (file) => {
    expect(findLooseTexts(file, readFileSync(join(projectRoot, file), "utf8"))).toEqual([]);
  });

  it.each(pages)("%s marks data as not to be translated", (file) => {
    const data = readFileSync(join(projectRoot, file), "utf8").match(/<bdi(?=[\s>])[^>]*/g) ?? [];
    expect(data.filter((tag) => !tag.includes('translate="no"'))).toEqual([]);
  });
});

it("finds text and elements that come and go beside text, and nothing else", () => {
  const found = (children: string) =>
    findLooseTexts("a.tsx", `const a = <p>${children}</p>;`).map(({ why }) => why);
  expect(found("{on && 'text'} more")).toEqual(["conditional text"]);
  expect(found("<b/>{on ? `a` : null}")).toEqual(["conditional text"]);
  expect(found("{on && <b/>} more")).toEqual(["conditional element before text"]);
  expect(found("{on ? <b/> : null}{' '}")).toEqual(["conditional element before text"]);
  expect(found("{on && 'text'}")).toEqual([]);
  expect(found("{on && <b/>}<span>more</span>")).toEqual([]);
  expect(found("{on ? <b/> : <i/>} more")).toEqual([]);
  expect(found("more {on && <span>text</span>}")).toEqual([]);
});
