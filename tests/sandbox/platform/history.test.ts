import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "@/sandbox/server";
import { sandboxControl } from "@/testing/sandbox/sandbox-control";
import { callGraphql, fillSandbox, SHOP } from "../harness/bench";
import { CREATE } from "../harness/orders";
import { virtualTime } from "../harness/virtual-time";

/** A source of bytes that depends only on the seed. */
function seededBytes(seed: string) {
  let turn = 0;
  return (size: number) => {
    turn += 1;
    const parts: Buffer[] = [];
    for (let part = 0; part * 32 < size; part += 1) {
      parts.push(createHash("sha256").update(`${seed} ${turn} ${part}`).digest());
    }
    return Buffer.concat(parts).subarray(0, size);
  };
}

interface Record {
  seq: number;
  effects: number[];
  committed: boolean;
  answered: string;
  outcome: string;
}
interface Effect {
  seq: number;
  kind: string;
  by: string;
  request: number | null;
  orderId: string;
  time: string;
  details: { name?: string; sourceIdentifier?: string | null; lines?: { sku: string; quantity: number }[] };
}

async function scenario(seed: string) {
  const time = virtualTime();
  const sent: string[] = [];
  const sandbox: Sandbox = await startSandbox({
    environment: {
      now: time.now,
      later: time.later,
      bytes: seededBytes(seed),
      send: async (delivery, signature) => {
        sent.push(`${delivery.topic} ${delivery.webhookId} ${signature}`);
        return { ms: 0, status: 200, error: null };
      },
    },
  });
  const control = sandboxControl(sandbox.url);
  const { token, variants } = await fillSandbox(control);
  const graphql = (query: string, variables = {}) =>
    callGraphql(sandbox.url, token, { query, variables }).then(
      (response) => response.text(),
      () => "lost",
    );
  await graphql(
    `mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "http://127.0.0.1:9/hook" }) { userErrors { message } } }`,
  );
  await control.post("/faults", {
    kind: "reply-lost-after-commit",
    probability: 0.4,
    operation: "orderCreate",
  });
  await control.post("/faults", { kind: "late-commit", probability: 0.4, operation: "orderCreate" });
  const answers: string[] = [];
  for (let leg = 1; leg <= 8; leg += 1) {
    const lineItems = [{ variantId: variants[0]?.id, quantity: 1 }];
    answers.push(await graphql(CREATE, { order: { lineItems, sourceIdentifier: `leg-${leg}` } }));
    time.pass(1_000);
  }
  await control.post(`/shops/${SHOP}/orders`, { lineItems: [{ sku: "POSTER" }] });
  time.pass(60_000);
  const log = await control.get<Record[]>("/log?operation=orderCreate");
  const effects = await control.get<Effect[]>("/history");
  const state = await control.get<{ orders: { legacyId: string; sourceIdentifier: string | null }[] }>(
    `/shops/${SHOP}`,
  );
  const hits = await control.get("/fault-hits");
  await sandbox.close();
  return { answers, log, effects, state, hits, sent };
}

describe("the history", () => {
  it("contains every order, who created it, and the call", async () => {
    const { log, effects, state } = await scenario("a");
    const placed = effects.filter(({ kind }) => kind === "order-placed");
    expect(placed.map(({ orderId }) => orderId)).toEqual(state.orders.map(({ legacyId }) => legacyId));
    expect(placed.map(({ details }) => details.sourceIdentifier)).toEqual(
      state.orders.map(({ sourceIdentifier }) => sourceIdentifier),
    );
    for (const effect of placed) {
      const call = log.find(({ seq }) => seq === effect.request);
      if (effect.details.sourceIdentifier) {
        expect(effect).toMatchObject({ by: "app", details: { lines: [{ sku: "MUG-BLUE", quantity: 1 }] } });
        expect(call).toMatchObject({ committed: true, effects: [effect.seq] });
      } else expect(effect).toMatchObject({ by: "shopper", request: null });
    }
    const committed = log.filter((call) => call.committed);
    expect(committed).toHaveLength(placed.length - 1);
    for (const call of log) {
      expect(call.answered).toBe(
        call.outcome === "ok" || call.outcome === "user-errors" ? "whole" : "nothing",
      );
    }
  });

  it("is repeatable with the same seed, including answers and webhooks, and differs with another seed", async () => {
    const [first, again, other] = [await scenario("a"), await scenario("a"), await scenario("b")];
    expect(again).toEqual(first);
    expect(other.sent).not.toEqual(first.sent);
    expect(first.answers).toContain("lost");
  });
});

describe("the source code", () => {
  it("takes time and randomness only from the environment", () => {
    const direct =
      /Date\.now\(|new Date\(\)|performance\.now|Math\.random|random(?:UUID|Bytes|Int)|set(?:Timeout|Immediate|Interval)\(/;
    // The default environment, the check of the parent process, and a mark that no output contains.
    const allowed = [
      "sandbox/world/environment.ts",
      "sandbox/delivery/send.ts",
      "sandbox/main.ts",
      "sandbox/delivery/json.ts",
    ];
    const files = globSync("sandbox/**/*.ts")
      .map((file) => file.replaceAll("\\", "/"))
      .filter((file) => !file.endsWith(".test.ts"));
    expect(files.length).toBeGreaterThan(80);
    const asking = files.filter((file) => direct.test(readFileSync(file, "utf8")));
    expect(asking.sort()).toEqual(allowed.sort());
  });
});
