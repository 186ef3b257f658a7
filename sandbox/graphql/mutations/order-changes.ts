import { type AddressInput, addressProblems } from "../../orders/address";
import {
  closeOrder,
  deleteOrder,
  type OrderChange,
  reopenOrder,
  saveOrder,
  updateOrder,
} from "../../orders/change";
import { writeMetafields } from "../../orders/metafield-owner";
import { canMarkAsPaid, markAsPaid } from "../../orders/pay";
import { isPhone } from "../../orders/phone";
import { normalizeTags, TAG_LIMIT, withoutTags } from "../../orders/tags";
import type { Order } from "../../state/order-types";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, fieldsOf, namespaceOf } from "../call/context";
import { notImplemented, topLevel, type UserError } from "../call/errors";
import { accessDenied, hasScope } from "../call/scopes";

interface OrderInput extends OrderChange {
  id: string;
  metafields?: { namespace?: string; key?: string; type?: string; value?: string }[] | null;
  localizedFields?: unknown;
  localizationExtensions?: unknown;
}

function find(ctx: CallContext, id: unknown): Order | undefined {
  const number = idOf(id, "Order");
  // The id of another type, and the id 0, are refused before the order is looked up (recorded).
  if (number === null || number === "0") throw topLevel("RESOURCE_NOT_FOUND", `Invalid id: ${id}`);
  return ctx.world.store.order(ctx.shop.domain, number);
}

const missing = { order: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] };

function orderUpdate(_source: unknown, args: Args, ctx: CallContext) {
  const { id, metafields, localizedFields, localizationExtensions, ...change } = args.input as OrderInput;
  if (localizedFields ?? localizationExtensions) throw notImplemented("OrderInput.localizedFields");
  const order = ctx.world.store.order(ctx.shop.domain, idOf(id, "Order") ?? "");
  if (!order) return missing;
  if (Object.keys(change).length === 0 && !metafields) {
    return {
      order,
      userErrors: [{ field: null, message: "No valid update parameters have been provided" }],
    };
  }
  const userErrors: UserError[] = [];
  if (change.phone && !isPhone(change.phone)) {
    userErrors.push({ field: ["phone"], message: "Phone is invalid" });
  }
  if (change.shippingAddress) {
    for (const { field, message } of addressProblems(change.shippingAddress as AddressInput)) {
      userErrors.push({ field: ["shippingAddress", field], message });
    }
  }
  if ((change.tags ?? []).some((tag) => tag.length > TAG_LIMIT)) {
    const message = `Title Tag exceeds the maximum length of ${TAG_LIMIT} characters`;
    userErrors.push({ field: ["tags"], message });
  }
  if (userErrors.length > 0) return { order, userErrors };
  if (metafields) {
    const changes = metafields.map(({ namespace, key, type, value }) => ({
      namespace: namespaceOf(ctx.app, namespace),
      key: key ?? "",
      type: type ?? null,
      value: value ?? "",
    }));
    writeMetafields(ctx.world, order, changes);
  }
  updateOrder(ctx.world, order, change);
  return { order, userErrors: [] };
}

function orderMarkAsPaid(_source: unknown, args: Args, ctx: CallContext) {
  const order = find(ctx, (args.input as { id: string }).id);
  if (!order) return missing;
  if (!canMarkAsPaid(order)) {
    return { order, userErrors: [{ field: ["id"], message: "Order cannot be marked as paid." }] };
  }
  markAsPaid(ctx.world, order);
  return { order, userErrors: [] };
}

function orderDelete(_source: unknown, args: Args, ctx: CallContext) {
  const order = ctx.world.store.order(ctx.shop.domain, idOf(args.orderId, "Order") ?? "");
  if (!order) {
    const error: UserError = { field: ["orderId"], message: "Order does not exist", code: "NOT_FOUND" };
    return { deletedId: null, userErrors: [error] };
  }
  deleteOrder(ctx.world, order);
  return { deletedId: args.orderId, userErrors: [] };
}

function changeTags(change: (own: string[], given: string[]) => string[]) {
  return (_source: unknown, args: Args, ctx: CallContext, info: { fieldName: string }) => {
    if (!/^gid:\/\/shopify\/Order\//.test(String(args.id)))
      throw notImplemented(`${info.fieldName} on ${args.id}`);
    if (!hasScope(ctx.token, "write_orders")) {
      throw accessDenied(info.fieldName, "`write_orders` access scope.");
    }
    const order = find(ctx, args.id);
    if (!order) return { node: null, userErrors: [{ field: ["id"], message: "Order does not exist" }] };
    const tags = change(order.tags, args.tags as string[]);
    if (tags.some((tag) => tag.length > TAG_LIMIT)) {
      const message = `Title Tag exceeds the maximum length of ${TAG_LIMIT} characters`;
      return { node: order, userErrors: [{ field: ["tags"], message }] };
    }
    if (tags.join("\n") !== order.tags.join("\n")) {
      order.tags = tags;
      ctx.world.history.record(order, "order-updated", { fields: ["tags"] });
      saveOrder(ctx.world, order);
    }
    return { node: order, userErrors: [] };
  };
}

function archive(change: typeof closeOrder) {
  return (_source: unknown, args: Args, ctx: CallContext) => {
    const order = find(ctx, (args.input as { id: string }).id);
    if (!order) return missing;
    change(ctx.world, order);
    return { order, userErrors: [] };
  };
}

export const orderMutations = fieldsOf<undefined>({
  orderUpdate,
  orderMarkAsPaid,
  orderDelete,
  orderClose: archive(closeOrder),
  orderOpen: archive(reopenOrder),
  tagsAdd: changeTags((own, given) => normalizeTags([...own, ...given])),
  tagsRemove: changeTags(withoutTags),
});
