import { expect, it } from "vitest";
import { html } from "./html";

it.each([
  ["text", "<b>\"&'", "&lt;b&gt;&quot;&amp;&#39;"],
  ["HTML", html`<b>`, "<b>"],
  ["a list", ["<", html`<i>`], "&lt;<i>"],
  ["nothing", [null, undefined, false], ""],
  ["a number", 0, "0"],
])("a template with %s", (_case, value, text) => {
  expect(html`${value}`.text).toBe(text);
});
