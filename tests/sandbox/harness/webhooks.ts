import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";
import { dataOf, type UserError } from "./answers";
import { type Bench, SHOP } from "./bench";

/** A webhook that a receiver got. */
export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

type Reply = (heard: Heard, count: number) => number | "silence";

/** Starts a receiver of webhooks on loopback. */
export async function startReceiver(reply: Reply) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      const message = { headers: request.headers, body, at: Date.now() };
      heard.push(message);
      const status = reply(message, heard.length);
      if (status !== "silence") response.writeHead(status, { Location: "/elsewhere" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    uri: `http://127.0.0.1:${port}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Subscribed {
  webhookSubscriptionCreate: { webhookSubscription: { id: string } | null; userErrors: UserError[] };
}

/** An entry of the delivery log. */
interface LoggedDelivery {
  webhookId: string;
  eventId: string;
  topic: string;
  resource: string;
  status: string;
  body?: string;
  attempts: { status: number | null; error: string | null; ms: number; at: string }[];
}

const PURCHASE = {
  lineItems: [{ sku: "MUG-BLUE", quantity: 2, properties: { Engraving: "<initials>" } }],
  email: "ada@example.com",
  customer: { firstName: "Ada" },
  tags: ["b", "a"],
  shippingAddress: {
    firstName: "Ada",
    lastName: "E",
    address1: "1 St",
    city: "Ulm",
    zip: "1",
    countryCode: "DE",
  },
  shippingLine: { title: "DHL", price: "3.90" },
};

/** What tests of webhooks need: receivers, subscriptions, purchases and the delivery log. */
export function webhookBench(bench: Bench) {
  const receivers: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) await receiver.close();
  });
  return {
    async receive(reply: Reply = () => 200) {
      const receiver = await startReceiver(reply);
      receivers.push(receiver);
      return receiver;
    },
    async subscribe(topic: string, uri: string, fields: Record<string, unknown> = {}) {
      const query = `mutation($topic: WebhookSubscriptionTopic!, $s: WebhookSubscriptionInput!) {
        webhookSubscriptionCreate(topic: $topic, webhookSubscription: $s) {
          webhookSubscription { id } userErrors { field message } } }`;
      const answer = await bench.graphql<Subscribed>(query, { topic, s: { uri, ...fields } });
      return dataOf(answer).webhookSubscriptionCreate;
    },
    buy: (fields: Record<string, unknown> = {}) =>
      bench.control.post<{ id: string; legacyId: string }>(`/shops/${SHOP}/orders`, {
        ...PURCHASE,
        ...fields,
      }),
    deliveries: () => bench.control.get<LoggedDelivery[]>(`/deliveries?shop=${SHOP}`),
  };
}

/** The signature of a body in base64. */
export function signatureOf(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body, "utf8").digest("base64");
}
