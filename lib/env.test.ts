import { expect, it } from "vitest";
import { parseEnv } from "./env";

const whole = {
  CROSSDOCK_MODE: "demo",
  DATABASE_URL: "postgres://crossdock:secret@127.0.0.1:5432/crossdock",
  CROSSDOCK_ORIGIN: "http://127.0.0.1:3000",
  CROSSDOCK_AUTH_SECRET: "x".repeat(32),
  CROSSDOCK_ENCRYPTION_KEYS: "k1:…",
};

it("reads a complete environment; the embedded engine is the default", () => {
  expect(parseEnv(whole)).toMatchObject({ mode: "demo", jobsEngine: "embedded", shopifyBaseUrl: null });
  expect(parseEnv({ ...whole, JOBS_ENGINE: "inngest" }).jobsEngine).toBe("inngest");
});

it.each(Object.keys(whole))("names %s when it is missing", (name) => {
  expect(() => parseEnv({ ...whole, [name]: undefined })).toThrow(name);
});

it("names all wrong variables in one error, and never a value", () => {
  const wrong = { ...whole, CROSSDOCK_MODE: "staging", CROSSDOCK_AUTH_SECRET: "hunter2" };
  expect(() => parseEnv(wrong)).toThrow(/CROSSDOCK_MODE.*CROSSDOCK_AUTH_SECRET/);
  expect(() => parseEnv(wrong)).not.toThrow("hunter2");
});

it("refuses a sandbox in production", () => {
  const url = { SHOPIFY_BASE_URL: "http://127.0.0.1:4010" };
  expect(parseEnv({ ...whole, ...url }).shopifyBaseUrl).toBe(url.SHOPIFY_BASE_URL);
  expect(() => parseEnv({ ...whole, ...url, CROSSDOCK_MODE: "production" })).toThrow("production");
});
