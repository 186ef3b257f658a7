import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

const ENTRIES = ["lib/services/orders/project-order.ts", "lib/services/orders/replace-tokens.ts"];

/**
 * Only the domain holds rules; what is imported from elsewhere is left out of the bundle. A package that the domain
 * reads stands in it as its name and version, because another version may bring other data.
 */
const domainOnly = (versions: Readonly<Record<string, string>>): Plugin => ({
  name: "domain-only",
  setup(bundle) {
    bundle.onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point") return undefined;
      const fromDomain = /[\\/]lib[\\/]domain[\\/]/.test(importer);
      const name = path
        .split("/")
        .slice(0, path.startsWith("@") ? 2 : 1)
        .join("/");
      if (fromDomain && Object.hasOwn(versions, name))
        return { path: `${path}@${versions[name]}`, external: true };
      return fromDomain || path.startsWith("@/lib/domain/") ? undefined : { path, external: true };
    });
  },
});

/**
 * A digest of the code that computes the projected columns and the search words of an order: `project-order.ts`,
 * `replace-tokens.ts` and everything of `lib/domain` that they reach. The code is bundled and minified, so that comments, types, formatting, names of
 * variables and unused exports do not change the digest.
 */
export async function projectionHash(root: string): Promise<{ hash: string; files: string[] }> {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: root,
    tsconfig: join(root, "tsconfig.json"),
    plugins: [domainOnly(dependencies)],
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const code = outputFiles.map(({ text }) => text).join("");
  return {
    hash: createHash("sha256").update(code).digest("base64url").slice(0, 16),
    files: Object.keys(metafile.inputs).sort(),
  };
}
