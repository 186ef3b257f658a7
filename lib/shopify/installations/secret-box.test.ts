import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createSecretBox } from "./secret-box";

const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;

it("opens a sealed text, seals the same text differently each time, and reveals nothing of the text", () => {
  const box = createSecretBox(key("k1"));
  const sealed = box.seal("shpat_tökén");
  expect(box.open(sealed)).toBe("shpat_tökén");
  expect(box.seal("shpat_tökén")).not.toBe(sealed);
  expect(sealed).toMatch(/^k1\./);
  expect(sealed).not.toContain("shpat");
  expect(box.open(box.seal(""))).toBe("");
});

it("opens with an older key after rotation, and seals with the first", () => {
  const [older, newer] = [key("k0"), key("k1")];
  const sealed = createSecretBox(older).seal("secret");
  const rotated = createSecretBox(`${newer}, ${older}`);
  expect(rotated.open(sealed)).toBe("secret");
  expect(rotated.seal("secret")).toMatch(/^k1\./);
  expect(() => createSecretBox(newer).open(sealed)).toThrow("unknown key");
});

it("refuses a sealed text that was changed or truncated", () => {
  const box = createSecretBox(key("k1"));
  const [id, iv, tag, data = ""] = box.seal("a longer secret").split(".");
  const flipped = (data.startsWith("A") ? "B" : "A") + data.slice(1);
  expect(() => box.open([id, iv, tag, flipped].join("."))).toThrow();
  expect(() => box.open([id, iv, tag].join("."))).toThrow();
  expect(() => box.open("")).toThrow("unknown key");
});

it.each(["", "k1", "k1:", "k1:c2hvcnQ=", `:${randomBytes(32).toString("base64")}`, `${key("k1")},`])(
  "refuses the keys %j",
  (keys) => {
    expect(() => createSecretBox(keys)).toThrow("CROSSDOCK_ENCRYPTION_KEYS");
  },
);
