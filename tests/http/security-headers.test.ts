import { afterAll, expect, test } from "vitest";
import { startStack } from "@/testing/stack/stack";

const stack = await startStack({ worker: false, sandbox: false });
afterAll(() => stack.stop());

test("every answer forbids frames and sniffing, and says nothing of the server", async () => {
  for (const path of ["/sign-in", "/api/inngest", "/nothing-here"]) {
    const { headers } = await fetch(`${stack.origin}${path}`);
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("the jobs' route does not exist while the embedded engine runs them", async () => {
  for (const method of ["GET", "PUT", "POST"]) {
    expect((await fetch(`${stack.origin}/api/inngest`, { method })).status).toBe(404);
  }
});
