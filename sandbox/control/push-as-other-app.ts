import type { Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { BadRequest } from "../web/http";
import type { World } from "../world/world";
import { buy } from "./buy";
import { type Input, text } from "./input";

/** The destination order that an app pushes, and the shop in which it was placed. */
type Pushed = { store: string; domain: string; order: string; orderId: string };

type Marks = {
  tags?: string[];
  attributes?: Record<string, string>;
  note?: string;
  poNumber?: string;
  sourceIdentifier?: string;
};

/** How push apps mark the orders that they create, by what their public documentation says. */
const STYLES: Readonly<Record<string, (pushed: Pushed) => Marks>> = {
  attributes: ({ store, order, orderId }) => ({
    attributes: {
      App: "Syncerize",
      "Destination Store Name": store,
      "Destination Order #": order,
      "Destination Order ID": orderId,
      "Order Push Mode": "Automatic",
    },
  }),
  tags: ({ store, order }) => ({ tags: [store.slice(0, 40), order, "Standard"] }),
  "id-tags": ({ domain, orderId }) => ({
    tags: [`From: ${domain}`.slice(0, 40), orderId, "multi_store_sync"],
  }),
  note: ({ store, order }) => ({ note: `Order ${order} from ${store}. Prices include tax.` }),
  "po-number": ({ store, order }) => ({ poNumber: order, tags: [store.slice(0, 40)] }),
  identifier: ({ domain, orderId }) => ({ sourceIdentifier: `${domain}:${orderId}` }),
  none: () => ({}),
};

/** `POST /shops/{shop}/pushed-orders`: another push app than the one under test creates an order, with its own marks. */
export function pushAsOtherApp(world: World, shop: Shop, input: Input): Order {
  const style = STYLES[text(input, "style")];
  if (!style) throw new BadRequest(`"style" must be one of: ${Object.keys(STYLES).join(", ")}.`);
  const clientId = text(input, "clientId");
  if (!world.store.get("app", clientId)) throw new BadRequest(`There is no app ${clientId}.`);
  const pushed = {
    store: text(input, "store"),
    domain: text(input, "domain"),
    order: text(input, "order"),
    orderId: text(input, "orderId").split("/").at(-1) ?? "",
  };
  const { sourceIdentifier = null, ...marks } = style(pushed);
  return buy(world, shop, { ...input, ...marks }, { clientId, sourceIdentifier });
}
