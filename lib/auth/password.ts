import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";

/** OWASP's floor for argon2id is 19 MiB with two passes; a hash carries its own parameters. */
const MEMORY_KIB = 24 * 1024;
const PASSES = 2;

/** Hashes a password with argon2id into the encoded form, which holds salt and parameters. */
export async function hashPassword(plain: string): Promise<string> {
  return argon2id({
    password: plain.normalize("NFKC"),
    salt: randomBytes(16),
    memorySize: MEMORY_KIB,
    iterations: PASSES,
    parallelism: 1,
    hashLength: 32,
    outputType: "encoded",
  });
}

/** Whether `plain` is the password that was hashed. A hash that cannot be read matches nothing. */
export async function verifyPassword(plain: string, hash: string): Promise<boolean> {
  if (plain === "") return false;
  try {
    return await argon2Verify({ password: plain.normalize("NFKC"), hash });
  } catch {
    return false;
  }
}

let decoy: Promise<string> | undefined;

/** Spends the time of a real check when there is no account, so that the time tells nothing. */
export async function verifyAgainstNobody(plain: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  await verifyPassword(plain, await decoy);
  return false;
}
