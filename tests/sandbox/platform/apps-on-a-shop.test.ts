import { expect, it } from "vitest";
import { CLIENT, SHOP, sandboxBench } from "../harness/bench";
import { until } from "../harness/until";
import { webhookBench } from "../harness/webhooks";

const bench = sandboxBench();
const { receive, subscribe, buy } = webhookBench(bench);
const OTHER = { clientId: "client-2", clientSecret: "secret-2", handle: "other", name: "Other" };
const NEW = "renamed.myshopify.com";

interface Shown {
  data?: { shop: { id: string; myshopifyDomain: string } };
}
const shopAt = async (domain: string): Promise<Shown> =>
  (await bench.raw({ query: "{ shop { id myshopifyDomain } }" }, bench.token, domain)).json();

it("a renamed shop has one id, answers at both domains, and names the new one in its webhooks", async () => {
  const receiver = await receive();
  for (const topic of ["SHOP_UPDATE", "ORDERS_CREATE"]) await subscribe(topic, receiver.uri);
  const before = await shopAt(SHOP);
  expect(await bench.control.post(`/shops/${SHOP}/rename`, { domain: NEW })).toEqual({ domain: NEW });
  await until(() => receiver.heard.length === 1);
  const [update] = receiver.heard;
  expect(update?.headers).toMatchObject({
    ...{ "x-shopify-topic": "shop/update", "x-shopify-shop-domain": NEW },
  });
  const { id, myshopify_domain } = JSON.parse(update?.body ?? "{}");
  expect([`gid://shopify/Shop/${id}`, myshopify_domain]).toEqual([before.data?.shop.id, NEW]);
  for (const domain of [SHOP, NEW]) {
    expect((await shopAt(domain)).data?.shop).toEqual({ id: before.data?.shop.id, myshopifyDomain: NEW });
  }
  await buy();
  await until(() => receiver.heard.length === 2);
  expect(receiver.heard[1]?.headers["x-shopify-shop-domain"]).toBe(NEW);
  // Its domains belong to no other shop.
  await expect(bench.control.post(`/shops/${SHOP}/rename`, { domain: SHOP })).rejects.toThrow(/taken/);
});

it("each app of a shop has tokens, access scopes and webhooks of its own", async () => {
  await bench.control.post("/apps", OTHER);
  const grant = { shop: SHOP, clientId: OTHER.clientId, scopes: ["read_orders"] };
  const { accessToken } = await bench.control.post<{ accessToken: string }>("/tokens", grant);
  const [mine, others] = [await receive(), await receive()];
  for (const topic of ["APP_UNINSTALLED", "APP_SCOPES_UPDATE"]) {
    await subscribe(topic, mine.uri);
    const query = `mutation { webhookSubscriptionCreate(topic: ${topic},
      webhookSubscription: { uri: "${others.uri}" }) { userErrors { message } } }`;
    await bench.raw({ query }, accessToken);
  }
  const scopes = ["read_orders", "read_products"];
  await bench.control.post(`/shops/${SHOP}/scopes`, { clientId: OTHER.clientId, scopes });
  await until(() => others.heard.length === 1);
  expect(JSON.parse(others.heard[0]?.body ?? "{}")).toMatchObject({
    ...{ previous: ["read_orders"], current: scopes },
    shop_id: expect.stringMatching(/^gid:\/\/shopify\/Shop\/\d+$/),
  });
  const read = { query: "{ currentAppInstallation { accessScopes { handle } } }" };
  expect(await (await bench.raw(read, accessToken)).json()).toMatchObject({
    data: { currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) } },
  });

  await bench.control.post(`/shops/${SHOP}/uninstall`, { clientId: OTHER.clientId });
  await until(() => others.heard.length === 2);
  expect(others.heard[1]?.headers["x-shopify-topic"]).toBe("app/uninstalled");
  expect((await bench.raw(read, accessToken)).status).toBe(401);
  expect((await bench.raw(read)).status).toBe(200);
  const { subscriptions } = await bench.state();
  expect(subscriptions.length).toBe(2);
  expect(mine.heard).toEqual([]);
  await expect(
    bench.control.post(`/shops/${SHOP}/scopes`, { clientId: OTHER.clientId, scopes }),
  ).rejects.toThrow(/not installed/);
  expect(CLIENT.clientId).not.toBe(OTHER.clientId);
});
