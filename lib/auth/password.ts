import { randomBytes } from "node:crypto";
import { argon2id, argon2Verify } from "hash-wasm";

/** OWASP's minimum for argon2id is 19 MiB with two passes. Each hash contains its own parameters. */
const MEMORY_KIB = 24 * 1024;
const PASSES = 2;

/** Hashes a password with argon2id. The encoded form contains salt and parameters. */
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

/** Whether `plain` is the password that was hashed. An invalid hash matches no password. */
export async function verifyPassword(plain: string, hash: string): Promise<boolean> {
  if (plain === "") return false;
  try {
    return await argon2Verify({ password: plain.normalize("NFKC"), hash });
  } catch {
    return false;
  }
}

let decoy: Promise<string> | undefined;

/** Takes the time of a real check when there is no account, so that the response time does not reveal it. */
export async function verifyAgainstNobody(plain: string): Promise<false> {
  decoy ??= hashPassword(randomBytes(16).toString("hex"));
  await verifyPassword(plain, await decoy);
  return false;
}
