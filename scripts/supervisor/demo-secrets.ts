import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFolderError } from "@/db/embedded/cluster-error";

/** Made at random at the first start of the demo and kept (0600) in its folder. */
export type DemoSecrets = {
  authSecret: string;
  /** As CROSSDOCK_ENCRYPTION_KEYS wants them: "id:base64". */
  encryptionKeys: string;
  /** The client secret of the app in the sandbox. */
  clientSecret: string;
  databasePassword: string;
};

export type DemoUser = { email: string; name: string; role: string; password: string };

/** Reads the secrets of the demo, making them at the first start. */
export function demoSecrets(folder: string): DemoSecrets {
  return keep(join(folder, "secrets.json"), () => ({
    authSecret: randomBytes(48).toString("base64url"),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    clientSecret: randomBytes(24).toString("hex"),
    databasePassword: randomBytes(24).toString("base64url"),
  }));
}

/** Reads the sample users with their passwords, making these at the first start. */
export function demoUsers(folder: string): { file: string; users: DemoUser[] } {
  const file = join(folder, "demo-users.json");
  const users = keep(file, () => [
    { email: "mara@harbour.example", name: "Mara Lindqvist", role: "owner", password: password() },
    { email: "tomas@harbour.example", name: "Tomas Keller", role: "admin", password: password() },
    { email: "aiko@harbour.example", name: "Aiko Brandt", role: "operator", password: password() },
    { email: "jonas@harbour.example", name: "Jonas Okafor", role: "viewer", password: password() },
  ]);
  return { file, users };
}

/** Easy to type: three groups of letters and digits that cannot be taken for one another, 60 bits. */
function password(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return `${group()}-${group()}-${group()}`;
}

function keep<T>(file: string, make: () => T): T {
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    const made = make();
    // Renamed when whole: a start that is killed here must not leave half a file.
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return made;
  } catch (error) {
    throw explainFolderError(error, file);
  }
}
