import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { CLIENT, SHOP, sandboxBench, until } from "../harness/bench";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

const BACK = "http://127.0.0.1:3000/callback";
const ASKED = "read_orders,write_orders,read_products";

const consentUrl = (parts: Record<string, string> = {}) =>
  `${bench.sandbox.url}/${SHOP}/admin/oauth/authorize?${new URLSearchParams({
    client_id: CLIENT.clientId,
    scope: ASKED,
    redirect_uri: BACK,
    state: "nonce-1",
    ...parts,
  })}`;
const decide = async (decision = "install") => {
  const response = await fetch(consentUrl(), {
    method: "POST",
    body: new URLSearchParams({ decision }),
    redirect: "manual",
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
};
const signature = (query: URLSearchParams, secret = CLIENT.clientSecret) => {
  const sorted = [...query].filter(([key]) => key !== "hmac").sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha256", secret).update(new URLSearchParams(sorted).toString()).digest("hex");
};

interface Granted {
  access_token: string;
  scope: string;
  expires_in?: number;
  refresh_token: string;
  error?: string;
}
const ask = async (fields: Record<string, string>) => {
  const response = await fetch(`${bench.sandbox.url}/${SHOP}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Granted };
};
const code = async () => (await decide()).searchParams.get("code") ?? "";
const pair = async () => (await ask({ code: await code(), expiring: "1" })).body;
const refresh = (token: string) => ask({ grant_type: "refresh_token", refresh_token: token });
const works = async (token: string) =>
  (await bench.raw({ query: "{ shop { name } }" }, token)).status === 200;
const fault = (kind: string, parts: Record<string, unknown> = {}) =>
  bench.control.post("/faults", { kind, shop: SHOP, ...parts });

describe("consent", () => {
  it("names the app and what it may do, and comes back well signed", async () => {
    const shown = await fetch(consentUrl());
    const text = await shown.text();
    for (const word of ["Crossdock", "write_orders", "Install", "Cancel"]) expect(text).toContain(word);
    expect(shown.headers.get("content-security-policy")).toContain(
      "form-action 'self' http://127.0.0.1:3000",
    );
    const back = await decide();
    expect(back.origin + back.pathname).toBe(BACK);
    const query = back.searchParams;
    expect([...query.keys()].sort()).toEqual(["code", "hmac", "host", "shop", "state", "timestamp"]);
    expect(query.get("state")).toBe("nonce-1");
    expect(query.get("shop")).toBe(SHOP);
    expect(Number(query.get("timestamp"))).toBe(Math.floor(time.now().getTime() / 1_000));
    expect(query.get("hmac")).toBe(signature(query));
  });

  it("can be refused, by a person or by a fault", async () => {
    expect((await decide("cancel")).searchParams.get("error")).toBe("access_denied");
    await fault("oauth-cancelled");
    expect((await decide()).searchParams.get("error")).toBe("access_denied");
  });

  it.each(["client_id", "redirect_uri"])("answers nobody it does not know: %s", async (part) => {
    expect((await fetch(consentUrl({ [part]: "stranger" }))).status).toBe(400);
  });

  it("may carry another state, a wrong signature, a time long past", async () => {
    await fault("oauth-wrong-state");
    const state = (await decide()).searchParams;
    expect(state.get("state")).not.toBe("nonce-1");
    expect(state.get("hmac")).toBe(signature(state));
    await fault("oauth-wrong-hmac");
    const hmac = (await decide()).searchParams;
    expect(hmac.get("hmac")).not.toBe(signature(hmac));
    await fault("oauth-stale-timestamp");
    const stale = (await decide()).searchParams;
    expect(stale.get("hmac")).toBe(signature(stale));
    expect(Number(stale.get("timestamp"))).toBe(Math.floor(time.now().getTime() / 1_000) - 600);
  });

  it("may take longer than a cookie lives", async () => {
    await fault("oauth-slow-merchant");
    let done = false;
    const slow = decide().then(() => {
      done = true;
    });
    // The request has reached the fault once it is counted.
    const hits = () => bench.control.get<Record<string, number>>("/fault-hits");
    await until(async () => (await hits())["oauth-slow-merchant"] === 1);
    time.pass(60_999);
    await bench.control.get("/settings");
    expect(done).toBe(false);
    time.pass(1);
    await slow;
  });

  it("may begin at the shop's side", async () => {
    const { url } = await bench.control.post<{ url: string }>(`/shops/${SHOP}/install-link`, {
      clientId: CLIENT.clientId,
      appUrl: "http://127.0.0.1:3000/",
    });
    const query = new URL(url).searchParams;
    expect(query.get("hmac")).toBe(signature(query));
    expect(query.get("shop")).toBe(SHOP);
  });
});

describe("tokens", () => {
  beforeEach(async () => {
    await bench.control.delete("/tokens", { accessToken: bench.token });
  });

  it("are given once for a code that is not too old", async () => {
    const first = await code();
    const { body } = await ask({ code: first });
    expect(body).toEqual({ access_token: expect.stringMatching(/^shpat_/), scope: ASKED });
    expect(await works(body.access_token)).toBe(true);
    expect(await ask({ code: first })).toMatchObject({ status: 400, body: { error: "invalid_request" } });
    const late = await code();
    time.pass(10 * 60_000);
    expect((await ask({ code: late })).status).toBe(400);
    expect((await ask({ code: await code(), client_secret: "wrong" })).status).toBe(401);
  });

  it("may open less than was asked for", async () => {
    await fault("oauth-fewer-scopes");
    const { body } = await ask({ code: await code() });
    expect(body.scope).toBe("read_orders,write_orders");
  });

  it("live an hour, and are renewed in pairs", async () => {
    const first = await pair();
    expect(first).toMatchObject({ expires_in: 3_600, refresh_token_expires_in: 7_776_000 });
    time.pass(3_599_000);
    expect(await works(first.access_token)).toBe(true);
    time.pass(1_000);
    expect(await works(first.access_token)).toBe(false);
    const second = (await refresh(first.refresh_token)).body;
    expect(await works(second.access_token)).toBe(true);
  });

  it("an old refresh token stays good until the new one is used", async () => {
    const first = await pair();
    await fault("oauth-token-reply-lost");
    await expect(refresh(first.refresh_token)).rejects.toThrow();
    const second = (await refresh(first.refresh_token)).body;
    expect(await works(second.access_token)).toBe(true);
    expect((await refresh(second.refresh_token)).status).toBe(200);
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  it("die with the refresh token after ninety days, and with the installation", async () => {
    const first = await pair();
    time.pass(90 * 86_400_000);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    const second = await pair();
    await bench.control.post(`/shops/${SHOP}/uninstall`, { clientId: CLIENT.clientId });
    expect(await works(second.access_token)).toBe(false);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it("may come without saying when they end", async () => {
    await fault("oauth-no-expiry");
    const first = await pair();
    expect(first.expires_in).toBeUndefined();
    time.pass(3_600_000);
    expect(await works(first.access_token)).toBe(false);
  });

  it("are given to an installed app for its secret alone, to another not", async () => {
    expect((await ask({ grant_type: "client_credentials" })).body.error).toBe("shop_not_permitted");
    await pair();
    const { body } = await ask({ grant_type: "client_credentials" });
    expect(body).toMatchObject({ expires_in: 86_399, scope: ASKED });
  });
});
