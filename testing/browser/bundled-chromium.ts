import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeFolder } from "@/db/embedded/folders";
import { projectRoot } from "@/testing/folders/project-root";
import { testFolders } from "@/testing/folders/temp-folder";

/** Makes the package unpack Chromium, and libraries that a minimal system lacks, into TMPDIR. */
const UNPACK = `
  import { createRequire } from "node:module";
  import { dirname, join } from "node:path";
  import chromium, { inflate } from "@sparticuz/chromium";
  const bin = join(dirname(createRequire(join(process.cwd(), "x.js")).resolve("@sparticuz/chromium")), "..", "bin");
  await chromium.executablePath();
  await inflate(join(bin, "al2023.tar.br"));
`;

/**
 * Unpacks the Chromium from npm, once per version, and returns how to run it. The package would use any file at
 * `$TMPDIR/chromium`, so it gets an empty folder.
 */
export async function bundledChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const { binaries } = testFolders();
  const manifest = join(projectRoot, "node_modules", "@sparticuz", "chromium", "package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(manifest, "utf8"));
  const folder = join(binaries, `chromium-${version}-${process.arch}`);
  if (!existsSync(folder)) await unpack(binaries, folder);
  const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return {
    executablePath: join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, "fonts") },
  };
}

async function unpack(home: string, folder: string): Promise<void> {
  makeFolder(home);
  const draft = mkdtempSync(`${folder}-`);
  try {
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", UNPACK], {
      cwd: projectRoot,
      env: { ...process.env, TMPDIR: draft },
    });
    // The package's fonts.conf lists folders of another system. Without a font, text has no size.
    writeFileSync(join(draft, "fonts", "fonts.conf"), fontList(folder));
    chmodSync(draft, 0o755);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process has unpacked it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

const fontList = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
