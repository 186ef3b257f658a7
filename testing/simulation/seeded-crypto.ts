import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { type Random, randomStream } from "./random";

/**
 * Makes `node:crypto` derive its random values from a seed until the returned function is called. Ids break ties of
 * `ORDER BY`, and decide which rows share a page and in which order they are locked. A run can be repeated exactly
 * only if its ids are the same.
 */
export function seedCrypto(seed: number): () => void {
  const random: Random = randomStream(seed, "ids");
  const { randomBytes, randomUUID } = crypto;
  const uuid = () => {
    const hex = random.bytes(16).toString("hex");
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-") as ReturnType<typeof randomUUID>;
  };
  crypto.randomBytes = random.bytes as typeof randomBytes;
  crypto.randomUUID = uuid;
  syncBuiltinESMExports();
  return () => {
    crypto.randomBytes = randomBytes;
    crypto.randomUUID = randomUUID;
    syncBuiltinESMExports();
  };
}
