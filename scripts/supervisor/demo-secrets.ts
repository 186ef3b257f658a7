import { randomBytes, randomInt } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainFolderError } from "@/db/embedded/cluster-error";
import type { Role } from "@/lib/domain/people/role";
import { emptyAgency } from "@/scripts/demo/empty-agency";

/** Random secrets, created at the first start of the demo and stored in its folder with mode 0600. */
export type DemoSecrets = {
  authSecret: string;
  /** In the format of CROSSDOCK_ENCRYPTION_KEYS: "id:base64". */
  encryptionKeys: string;
  /** The client secret of the app in the sandbox. */
  clientSecret: string;
  databasePassword: string;
};

export type DemoUser = {
  email: string;
  name: string;
  role: Role;
  password: string;
  /** The organization, unless it is the agency with the sample data. */
  organizationId?: string;
};

/** Reads the demo's secrets; the first start creates them. */
export function demoSecrets(folder: string): DemoSecrets {
  return keep(join(folder, "secrets.json"), () => ({
    authSecret: randomBytes(48).toString("base64url"),
    encryptionKeys: `k1:${randomBytes(32).toString("base64")}`,
    clientSecret: randomBytes(24).toString("hex"),
    databasePassword: randomBytes(24).toString("base64url"),
  }));
}

/** Reads the sample users; the first start creates their passwords. */
export function demoUsers(folder: string): { file: string; users: DemoUser[] } {
  const file = join(folder, "demo-users.json");
  const users = keep<DemoUser[]>(file, () => [
    { email: "mara@harbour.example", name: "Mara Lindqvist", role: "owner", password: password() },
    { email: "tomas@harbour.example", name: "Tomas Keller", role: "admin", password: password() },
    { email: "aiko@harbour.example", name: "Aiko Brandt", role: "operator", password: password() },
    { email: "jonas@harbour.example", name: "Jonas Okafor", role: "viewer", password: password() },
    {
      ...{ email: "ines@quayside.example", name: "Ines Duarte", role: "owner", password: password() },
      organizationId: emptyAgency.id,
    },
  ]);
  return { file, users };
}

/** A password of about 60 bits that is easy to type: three groups of letters and digits that look different. */
function password(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return `${group()}-${group()}-${group()}`;
}

function keep<T>(file: string, make: () => T): T {
  try {
    if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
    const made = make();
    // Renamed when complete, so that a start killed here leaves no partial file.
    writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return made;
  } catch (error) {
    throw explainFolderError(error, file);
  }
}
