import { afterAll, beforeAll, expect, test } from "vitest";
import { isAlive } from "@/db/embedded/process-facts";
import { type ProcessName, type Stack, startStack } from "@/testing/stack/stack";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ ownCluster: true });
});
afterAll(() => stack.stop());

test.each<ProcessName>(["web", "worker", "sandbox", "database"])(
  "a stack can kill and restart its %s",
  async (name) => {
    const before = stack.pid(name);
    await stack.kill(name);
    expect(isAlive(before)).toBe(false);
    await stack.restart(name);
    expect(stack.pid(name)).not.toBe(before);
    expect(isAlive(stack.pid(name))).toBe(true);
  },
);

test("the processes of a stack use their own ports and their own database", async () => {
  expect((await fetch(`${stack.origin}/`)).status).toBeLessThan(500);
  expect((await fetch(stack.sandboxUrl)).status).toBe(200);
  const [row] = await stack.database.sql`SELECT current_user AS name`;
  expect(row?.name).toBe("crossdock");
});
