import { afterAll, expect, test } from "vitest";
import { startStack } from "@/testing/stack/stack";

const stack = await startStack({ worker: false, sandbox: false });
afterAll(() => stack.stop());

test("every response forbids framing and sniffing, and reveals nothing about the server", async () => {
  for (const path of ["/sign-in", "/api/inngest", "/nothing-here"]) {
    const { headers } = await fetch(`${stack.origin}${path}`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("the route for jobs answers 404 while the embedded engine is used", async () => {
  for (const method of ["GET", "PUT", "POST"]) {
    expect((await fetch(`${stack.origin}/api/inngest`, { method })).status).toBe(404);
  }
});
