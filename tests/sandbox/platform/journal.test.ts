import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "@/sandbox/server";
import { projectRoot } from "@/testing/folders/project-root";
import { type SandboxControl, sandboxControl } from "@/testing/sandbox/sandbox-control";
import { callGraphql, fillSandbox, SHOP } from "../harness/bench";
import { until } from "../harness/until";
import type { OrderView, ShopState } from "../harness/views";
import { startReceiver } from "../harness/webhooks";

let folder = "";
const running: Sandbox[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sandbox-journal-"));
});
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start() {
  const sandbox = await startSandbox({ dataDir: folder });
  running.push(sandbox);
  return { sandbox, control: sandboxControl(sandbox.url) };
}

const fill = async (control: SandboxControl) => (await fillSandbox(control)).token;

const buy = (control: SandboxControl) =>
  control.post<OrderView>(`/shops/${SHOP}/orders`, { lineItems: [{ sku: "MUG-BLUE", quantity: 2 }] });

async function graphql(url: string, token: string, query: string) {
  const response = await callGraphql(url, token, { query });
  return { status: response.status, body: await response.json() };
}

describe("the journal", () => {
  it("restores orders, stock, tokens, settings, logs and numbers", async () => {
    const first = await start();
    const token = await fill(first.control);
    await first.control.post("/settings", { searchLagMs: 0 });
    const order = await buy(first.control);
    await graphql(first.sandbox.url, token, "{ shop { name } }");
    const before = await first.control.get<ShopState>(`/shops/${SHOP}`);
    await first.sandbox.close();

    const second = await start();
    expect(await second.control.get<ShopState>(`/shops/${SHOP}`)).toEqual(before);
    expect(await second.control.get("/settings")).toMatchObject({ searchLagMs: 0 });
    expect((await second.control.get<unknown[]>("/log")).length).toBe(1);
    const found = await graphql(
      second.sandbox.url,
      token,
      '{ orders(first: 5, query: "name:1001") { nodes { id } } }',
    );
    expect(found.body).toMatchObject({ data: { orders: { nodes: [{ id: order.id }] } } });
    const next = await buy(second.control);
    expect(next.name).toBe("#1002");
    expect(next.id).not.toBe(order.id);
  });

  it("ignores a last line that a crash cut off", async () => {
    const first = await start();
    await fill(first.control);
    await buy(first.control);
    await first.sandbox.close();
    appendFileSync(path.join(folder, "journal.jsonl"), '[["order","1",{"id":"1","na');
    const second = await start();
    expect((await second.control.get<ShopState>(`/shops/${SHOP}`)).orders).toHaveLength(1);
  });

  it("reports damage in the middle", async () => {
    const first = await start();
    await fill(first.control);
    await first.sandbox.close();
    const file = path.join(folder, "journal.jsonl");
    const lines = readFileSync(file, "utf8").split("\n");
    rmSync(file);
    appendFileSync(file, ["not json", ...lines].join("\n"));
    await expect(start()).rejects.toThrow(/journal .* is damaged at line 1/);
  });

  it("continues unacknowledged deliveries with the same id", async () => {
    const failing = await startReceiver(() => 503);
    const first = await start();
    const token = await fill(first.control);
    await first.control.post("/settings", { retryScale: 0.001 });
    await graphql(
      first.sandbox.url,
      token,
      `mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "${failing.uri}" }) { userErrors { message } } }`,
    );
    await buy(first.control);
    await until(() => failing.heard.length === 1);
    await first.sandbox.close();
    const port = Number(new URL(failing.uri).port);
    await failing.close();

    const heard: string[] = [];
    const working = createServer((request, response) => {
      heard.push(String(request.headers["x-shopify-webhook-id"]));
      request.resume().on("end", () => response.end());
    }).listen(port, "127.0.0.1");
    await once(working, "listening");
    const second = await start();
    await until(() => heard.length === 1);
    expect(heard[0]).toBe(failing.heard[0]?.headers["x-shopify-webhook-id"]);
    await until(
      async () => (await second.control.get<{ status: string }[]>("/deliveries"))[0]?.status === "delivered",
    );
    await new Promise<void>((resolve) => working.close(() => resolve()));
  });
});

describe("after a restart", () => {
  it("an accepted cancellation is carried out", async () => {
    const first = await start();
    const token = await fill(first.control);
    const order = await buy(first.control);
    await first.control.post("/settings", { cancelJobMs: 400 });
    const cancel = `mutation { orderCancel(orderId: "${order.id}", reason: OTHER, restock: true) { job { id } } }`;
    await graphql(first.sandbox.url, token, cancel);
    await first.sandbox.close();
    const second = await start();
    const read = () => second.control.get<OrderView>(`/shops/${SHOP}/orders/${order.legacyId}`);
    await until(async () => (await read()).cancelledAt !== null);
    const kinds = (await second.control.get<{ kind: string }[]>("/history")).map(({ kind }) => kind);
    expect(kinds).toEqual(["order-placed", "cancel-requested", "order-cancelled"]);
  });

  it("orders of an older journal can be read", async () => {
    const first = await start();
    const token = await fill(first.control);
    const order = await buy(first.control);
    await first.sandbox.close();
    const file = path.join(folder, "journal.jsonl");
    const text = readFileSync(file, "utf8");
    expect(text).toContain('"risk":[],"customIdFrom":null');
    writeFileSync(file, text.replaceAll(',"risk":[],"customIdFrom":null', ""));
    const second = await start();
    const answer = await graphql(
      second.sandbox.url,
      token,
      `{ order(id: "${order.id}") { risk { recommendation } } }`,
    );
    expect(answer.body).toMatchObject({ data: { order: { risk: { recommendation: "NONE" } } } });
  });
});

describe("the process", () => {
  function run(environment: Record<string, string>) {
    const child = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts"], {
      cwd: projectRoot,
      env: { ...process.env, SANDBOX_DATA: folder, ...environment },
    });
    let output = "";
    child.stdout.on("data", (part) => {
      output += part;
    });
    child.stderr.on("data", (part) => {
      output += part;
    });
    return { child, output: () => output, ended: once(child, "exit") };
  }

  it("reports when it is ready, and ends with its parent", async () => {
    const parent = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const { child, output, ended } = run({ SANDBOX_PORT: "0", SANDBOX_PARENT_PID: String(parent.pid) });
    try {
      await until(() => output().includes("sandbox ready"));
      expect(output()).toMatch(/^sandbox ready http:\/\/127\.0\.0\.1:\d+\n$/);
      parent.kill("SIGKILL");
      expect((await ended)[0]).toBe(0);
    } finally {
      parent.kill("SIGKILL");
      child.kill("SIGKILL");
    }
  });

  it("explains a port that is in use", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    const { child, output, ended } = run({ SANDBOX_PORT: String(port) });
    try {
      expect((await ended)[0]).toBe(1);
      expect(output()).toBe(
        `Port ${port} on 127.0.0.1 is in use. Stop the process that listens there, or set SANDBOX_PORT to a free port.\n`,
      );
    } finally {
      child.kill("SIGKILL");
      holder.close();
    }
  });
});
