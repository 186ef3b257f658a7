import { createHash } from "node:crypto";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

const ENTRIES = ["lib/services/orders/project-order.ts", "lib/services/orders/replace-tokens.ts"];

/** Only the domain holds rules; what is imported from elsewhere is left out of the bundle. */
const domainOnly: Plugin = {
  name: "domain-only",
  setup(bundle) {
    bundle.onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
      const isEntry = kind === "entry-point";
      const isDomain = path.startsWith("@/lib/domain/") || /[\\/]lib[\\/]domain[\\/]/.test(importer);
      return isEntry || isDomain ? undefined : { path, external: true };
    });
  },
};

/**
 * A digest of the code that computes the projected columns and the search words of an order: `project-order.ts`,
 * `replace-tokens.ts` and everything of `lib/domain` that they reach. The code is bundled and minified, so that comments, types, formatting, names of
 * variables and unused exports do not change the digest.
 */
export async function projectionHash(root: string): Promise<{ hash: string; files: string[] }> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES,
    outdir: root,
    tsconfig: join(root, "tsconfig.json"),
    plugins: [domainOnly],
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
