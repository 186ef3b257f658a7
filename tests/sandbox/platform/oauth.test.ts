import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { CLIENT, SHOP, sandboxBench } from "../harness/bench";
import { until } from "../harness/until";
import { virtualTime } from "../harness/virtual-time";

const time = virtualTime();
const bench = sandboxBench({ environment: { now: time.now, later: time.later } });

const CALLBACK = "http://127.0.0.1:3000/callback";
const REQUESTED = "read_orders,write_orders,read_products";

const consentUrl = (parts: Record<string, string> = {}) =>
  `${bench.sandbox.url}/${SHOP}/admin/oauth/authorize?${new URLSearchParams({
    client_id: CLIENT.clientId,
    scope: REQUESTED,
    redirect_uri: CALLBACK,
    state: "nonce-1",
    ...parts,
  })}`;
const decide = async (decision = "install", parts: Record<string, string> = {}) => {
  const response = await fetch(consentUrl(parts), {
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
const requestToken = async (fields: Record<string, string>) => {
  const response = await fetch(`${bench.sandbox.url}/${SHOP}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, ...fields }),
  });
  return { status: response.status, body: (await response.json()) as Granted };
};
const code = async (parts: Record<string, string> = {}) =>
  (await decide("install", parts)).searchParams.get("code") ?? "";
const pair = async () => (await requestToken({ code: await code(), expiring: "1" })).body;
const refresh = (token: string) => requestToken({ grant_type: "refresh_token", refresh_token: token });
const works = async (token: string) =>
  (await bench.raw({ query: "{ shop { name } }" }, token)).status === 200;

describe("consent", () => {
  it("lists the app and its scopes, and redirects with a valid signature", async () => {
    const shown = await fetch(consentUrl());
    const text = await shown.text();
    for (const word of ["Crossdock", "write_orders", "Install", "Cancel"]) expect(text).toContain(word);
    expect(shown.headers.get("content-security-policy")).toContain(
      "form-action 'self' http://127.0.0.1:3000",
    );
    const back = await decide();
    expect(back.origin + back.pathname).toBe(CALLBACK);
    const query = back.searchParams;
    expect([...query.keys()].sort()).toEqual(["code", "hmac", "host", "shop", "state", "timestamp"]);
    expect(query.get("state")).toBe("nonce-1");
    expect(query.get("shop")).toBe(SHOP);
    expect(Number(query.get("timestamp"))).toBe(Math.floor(time.now().getTime() / 1_000));
    expect(query.get("hmac")).toBe(signature(query));
  });

  it("can be refused by the merchant or by a fault", async () => {
    expect((await decide("cancel")).searchParams.get("error")).toBe("access_denied");
    await bench.fault("oauth-cancelled");
    expect((await decide()).searchParams.get("error")).toBe("access_denied");
  });

  it.each(["client_id", "redirect_uri"])("refuses an unknown %s", async (part) => {
    expect((await fetch(consentUrl({ [part]: "stranger" }))).status).toBe(400);
  });

  it("can redirect with a wrong state, signature or time", async () => {
    await bench.fault("oauth-wrong-state");
    const state = (await decide()).searchParams;
    expect(state.get("state")).not.toBe("nonce-1");
    expect(state.get("hmac")).toBe(signature(state));
    await bench.fault("oauth-wrong-hmac");
    const hmac = (await decide()).searchParams;
    expect(hmac.get("hmac")).not.toBe(signature(hmac));
    await bench.fault("oauth-stale-timestamp");
    const stale = (await decide()).searchParams;
    expect(stale.get("hmac")).toBe(signature(stale));
    expect(Number(stale.get("timestamp"))).toBe(Math.floor(time.now().getTime() / 1_000) - 600);
  });

  it("can take longer than a cookie is valid", async () => {
    await bench.fault("oauth-slow-merchant");
    let done = false;
    const slow = decide().then(() => {
      done = true;
    });
    // The hit is counted when the request has reached the fault.
    await until(async () => (await bench.hits())["oauth-slow-merchant"] === 1);
    time.pass(60_999);
    await bench.control.get("/settings");
    expect(done).toBe(false);
    time.pass(1);
    await slow;
  });

  it("can start in the shop", async () => {
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

  it("are issued once per code, until the code expires", async () => {
    const first = await code();
    const { body } = await requestToken({ code: first });
    expect(body).toEqual({ access_token: expect.stringMatching(/^shpat_/), scope: REQUESTED });
    expect(await works(body.access_token)).toBe(true);
    expect(await requestToken({ code: first })).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    const late = await code();
    time.pass(10 * 60_000);
    expect((await requestToken({ code: late })).status).toBe(400);
    expect((await requestToken({ code: await code(), client_secret: "wrong" })).status).toBe(401);
  });

  it("can have fewer scopes than requested", async () => {
    await bench.fault("oauth-fewer-scopes");
    const { body } = await requestToken({ code: await code() });
    expect(body.scope).toBe("read_orders,write_orders");
  });

  it("of one installation all have the access scopes of the newest grant", async () => {
    const before = (await requestToken({ code: await code() })).body;
    const reads = async () =>
      JSON.stringify(
        await (
          await bench.raw({ query: "{ orders(first: 1) { nodes { id } } }" }, before.access_token)
        ).json(),
      );
    expect(await reads()).not.toContain("ACCESS_DENIED");
    await bench.fault("oauth-fewer-scopes");
    await requestToken({ code: await code({ scope: "read_products,read_orders" }) });
    expect(await reads()).toContain("ACCESS_DENIED");
    await requestToken({ code: await code() });
    expect(await reads()).not.toContain("ACCESS_DENIED");
  });

  it("expire after an hour, and are renewed with their refresh tokens", async () => {
    const first = await pair();
    expect(first).toMatchObject({ expires_in: 3_600, refresh_token_expires_in: 7_776_000 });
    time.pass(3_599_000);
    expect(await works(first.access_token)).toBe(true);
    time.pass(1_000);
    expect(await works(first.access_token)).toBe(false);
    const second = (await refresh(first.refresh_token)).body;
    expect(await works(second.access_token)).toBe(true);
  });

  it("a refresh token stays valid until its replacement is used", async () => {
    const first = await pair();
    await bench.fault("oauth-token-reply-lost");
    await expect(refresh(first.refresh_token)).rejects.toThrow();
    const second = (await refresh(first.refresh_token)).body;
    expect(await works(second.access_token)).toBe(true);
    expect((await refresh(second.refresh_token)).status).toBe(200);
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
  });

  it("cannot be renewed after ninety days, or after the app was uninstalled", async () => {
    const first = await pair();
    time.pass(90 * 86_400_000);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    const second = await pair();
    await bench.control.post(`/shops/${SHOP}/uninstall`, { clientId: CLIENT.clientId });
    expect(await works(second.access_token)).toBe(false);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it("can be issued without an expiry time", async () => {
    await bench.fault("oauth-no-expiry");
    const first = await pair();
    expect(first.expires_in).toBeUndefined();
    time.pass(3_600_000);
    expect(await works(first.access_token)).toBe(false);
  });

  it("are issued for client credentials only to an installed app", async () => {
    expect((await requestToken({ grant_type: "client_credentials" })).body.error).toBe("shop_not_permitted");
    await pair();
    const { body } = await requestToken({ grant_type: "client_credentials" });
    expect(body).toMatchObject({ expires_in: 86_399, scope: REQUESTED });
  });

  it("are not issued for client credentials on a shop of another organization", async () => {
    await pair();
    const organization = "elsewhere";
    await bench.control.post("/apps", { ...CLIENT, organization });
    const own = () => requestToken({ grant_type: "client_credentials" });
    expect((await own()).body.error).toBe("shop_not_permitted");
  });

  it.each(["works", "ends"])(
    "with the setting %s, a former access token does so after a refresh",
    async (formerToken) => {
      await bench.control.post("/settings", { formerToken, tokenSeconds: 60 });
      const first = await pair();
      expect(first.expires_in).toBe(60);
      await refresh(first.refresh_token);
      expect(await works(first.access_token)).toBe(formerToken === "works");
    },
  );

  it("can refuse a refresh token, and log each request with what was sent", async () => {
    const first = await pair();
    await bench.fault("oauth-refresh-refused");
    expect(await refresh(first.refresh_token)).toMatchObject({
      status: 400,
      body: { error: "invalid_request" },
    });
    expect((await refresh(first.refresh_token)).status).toBe(200);
    const calls = await bench.control.get<{ variables: unknown; outcome: string }[]>(
      "/log?operation=access_token",
    );
    const sent = { grant_type: "refresh_token", refresh_token: first.refresh_token };
    expect(calls.slice(-2)).toMatchObject([
      { variables: sent, outcome: "invalid_request" },
      { variables: sent, outcome: "ok" },
    ]);
  });

  it("of the control API can expire too", async () => {
    const wanted = { shop: SHOP, clientId: CLIENT.clientId, scopes: ["read_products"], expiring: true };
    const made = await bench.control.post<{ accessToken: string; refreshToken: string }>("/tokens", wanted);
    expect(made).toMatchObject({ expiresIn: 3_600, refreshExpiresIn: 7_776_000 });
    expect(await works(made.accessToken)).toBe(true);
    expect((await refresh(made.refreshToken)).status).toBe(200);
  });

  it("exchange a permanent token once, and answer the same pair again for seven days", async () => {
    const permanent = (await requestToken({ code: await code() })).body.access_token;
    const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
    const exchange = (token = permanent, more: Record<string, string> = {}) =>
      requestToken({
        ...{ grant_type: "urn:ietf:params:oauth:grant-type:token-exchange", subject_token: token },
        ...{ subject_token_type: OFFLINE, requested_token_type: OFFLINE, expiring: "1", ...more },
      });
    const refused = { status: 400, body: { error: "invalid_subject_token" } };
    expect(await exchange("stranger")).toMatchObject(refused);
    expect(await exchange(permanent, { expiring: "0" })).toMatchObject(refused);
    const { body: first } = await exchange();
    expect(first).toMatchObject({ expires_in: 3_600, refresh_token: expect.stringMatching(/^shprt_/) });
    expect([await works(permanent), await works(first.access_token)]).toEqual([false, true]);
    time.pass(2 * 3_600_000);
    const { body: again } = await exchange();
    expect(again).toMatchObject({
      ...{ access_token: first.access_token, refresh_token: first.refresh_token, expires_in: 3_600 },
    });
    expect(await works(first.access_token)).toBe(true);
    await refresh(first.refresh_token);
    expect(await exchange()).toMatchObject(refused);
    // An expiring token is not exchanged.
    expect(await exchange((await pair()).access_token)).toMatchObject(refused);
  });
});
