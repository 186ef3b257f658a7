import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Encrypts tokens and secrets at rest with AES-256-GCM. The sealed text is `<key id>.<iv>.<tag>.<data>` in base64url.
 */
export type SecretBox = { seal(plain: string): string; open(sealed: string): string };

/**
 * Creates a secret box from `id:base64key[,id:base64key]`. The first key seals; every key opens, so that keys can be
 * rotated. Throws when a key is not 32 bytes.
 */
export function createSecretBox(keys: string): SecretBox {
  const ring = new Map<string, Buffer>();
  for (const entry of keys.split(",")) {
    const [id, encoded] = entry.trim().split(":");
    const key = Buffer.from(encoded ?? "", "base64");
    if (!id || key.length !== 32) {
      throw new Error(
        "CROSSDOCK_ENCRYPTION_KEYS must hold id:base64 pairs of 32-byte keys, separated by commas.",
      );
    }
    ring.set(id, key);
  }
  const [currentId] = ring.keys();
  return {
    seal(plain) {
      const key = ring.get(currentId ?? "");
      if (!currentId || !key) throw new Error("No encryption key is configured.");
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key, iv);
      const data = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return [currentId, ...[iv, cipher.getAuthTag(), data].map((part) => part.toString("base64url"))].join(
        ".",
      );
    },
    open(sealed) {
      const [id, iv, tag, data] = sealed.split(".");
      const key = ring.get(id ?? "");
      if (!key || !iv || !tag || data === undefined) throw new Error("A stored secret names an unknown key.");
      const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(iv, "base64url"));
      decipher.setAuthTag(Buffer.from(tag, "base64url"));
      return Buffer.concat([decipher.update(Buffer.from(data, "base64url")), decipher.final()]).toString(
        "utf8",
      );
    },
  };
}
