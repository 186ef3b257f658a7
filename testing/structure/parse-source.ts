import { type Comment, type EcmaScriptModule, parseSync } from "oxc-parser";
import { lineFinder } from "./line-finder";
import type { Export, Import, ParsedFile } from "./parsed-file";
import { readTree } from "./read-tree";

/** Parses one file. Throws when the text is not valid TypeScript. */
export function parseSource(path: string, text: string): ParsedFile {
  const { program, module, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} cannot be parsed: ${error.message}`);
  const lineOf = lineFinder(text);
  const { imports, functions } = readTree(program, lineOf);
  return {
    path,
    text,
    code: withoutComments(text, comments),
    lines: lineOf(text.trimEnd().length),
    imports: [...importsOf(module, lineOf), ...reexportsOf(module, lineOf), ...imports],
    exports: exportsOf(module, lineOf),
    functions,
  };
}

function importsOf(module: EcmaScriptModule, lineOf: (offset: number) => number): Import[] {
  return module.staticImports.map(({ start, moduleRequest, entries }) => ({
    specifier: moduleRequest.value,
    line: lineOf(start),
    form: entries.length > 0 && entries.every((entry) => entry.isType) ? "type" : "value",
    names: entries.some((entry) => entry.importName.kind === "NamespaceObject")
      ? "all"
      : entries.map((entry) => entry.importName.name ?? "default"),
  }));
}

function reexportsOf(module: EcmaScriptModule, lineOf: (offset: number) => number): Import[] {
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ start, moduleRequest, importName, isType }) => {
      if (moduleRequest === null) return [];
      return [
        {
          specifier: moduleRequest.value,
          line: lineOf(start),
          form: isType ? "type" : "value",
          names: importName.name === null ? "all" : [importName.name],
        },
      ];
    });
}

function exportsOf(module: EcmaScriptModule, lineOf: (offset: number) => number): Export[] {
  return module.staticExports
    .flatMap(({ entries }) => entries)
    .flatMap(({ start, exportName }) => {
      if (exportName.kind === "None") return [];
      return [{ name: exportName.name ?? "default", line: lineOf(start) }];
    });
}

function withoutComments(text: string, comments: readonly Comment[]): string {
  let code = "";
  let end = 0;
  for (const comment of comments) {
    code += text.slice(end, comment.start) + text.slice(comment.start, comment.end).replace(/[^\n]/g, "");
    end = comment.end;
  }
  return code + text.slice(end);
}
