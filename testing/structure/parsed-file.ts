/** One name that a file exports; a default export is named `default`. */
export type Export = { name: string; line: number };

/** One place where a file names another. */
export type Import = {
  specifier: string;
  line: number;
  /** `type` includes `import("x").Type`; `url` is `new URL("x", import.meta.url)`. */
  form: "value" | "type" | "url";
  /** The exported names that it uses. `all` for `import * as x`, `import()` and `import("x")`. */
  names: readonly string[] | "all";
};

/** A function's body: its first line and its number of lines, braces included. */
export type FunctionBody = { name: string; line: number; lines: number };

export type ParsedFile = {
  path: string;
  text: string;
  /** The text without comments; its lines have the numbers of the text's lines. */
  code: string;
  lines: number;
  imports: Import[];
  exports: Export[];
  functions: FunctionBody[];
};
