import { saveOrder } from "../../orders/change";
import type { Order } from "../../state/order-types";
import type { Metafield, MetafieldDefinition } from "../../state/shop-types";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, fieldsOf, namespaceOf } from "../call/context";
import { topLevel, type UserError } from "../call/errors";
import { accessDenied, hasScope } from "../call/scopes";
import { definitionNode, metafieldNode } from "../resolvers/metafield";

interface MetafieldInput {
  namespace?: string | null;
  key?: string | null;
  type?: string | null;
  value?: string | null;
}

const UNIQUE_TYPES = new Set(["id", "single_line_text_field", "number_integer", "url"]);

/** Writes metafields of an order. The caller stores the order. */
export function writeMetafields(ctx: CallContext, order: Order, inputs: MetafieldInput[]): Metafield[] {
  const now = ctx.world.now().toISOString();
  return inputs.map((input) => {
    const namespace = namespaceOf(ctx.app, input.namespace);
    const own = order.metafields.find((entry) => entry.namespace === namespace && entry.key === input.key);
    const metafield: Metafield = {
      id: own?.id ?? ctx.world.store.nextId(),
      namespace,
      key: input.key ?? "",
      type: input.type ?? own?.type ?? "single_line_text_field",
      value: input.value ?? "",
      createdAt: own?.createdAt ?? now,
      updatedAt: now,
    };
    order.metafields = [...order.metafields.filter((entry) => entry !== own), metafield];
    return metafield;
  });
}

function metafieldsSet(_source: unknown, args: Args, ctx: CallContext) {
  const inputs = args.metafields as (MetafieldInput & { ownerId: string })[];
  const refuse = (error: UserError) => ({ metafields: null, userErrors: [{ elementIndex: null, ...error }] });
  if (inputs.length > 25) {
    const message = "Exceeded the maximum metafields input limit of 25.";
    return refuse({ field: ["metafields"], message, code: "LESS_THAN_OR_EQUAL_TO" });
  }
  const owners = inputs.map(({ ownerId }) =>
    ctx.world.store.order(ctx.shop.domain, idOf(ownerId, "Order") ?? ""),
  );
  const lost = owners.indexOf(undefined);
  if (lost !== -1) {
    const field = ["metafields", String(lost), "ownerId"];
    return refuse({ field, message: "Owner does not exist.", code: "INVALID_VALUE" });
  }
  if (!hasScope(ctx.token, "write_orders"))
    throw accessDenied("metafieldsSet", "`write_orders` access scope.");
  const written = inputs.flatMap((input, index) => {
    const order = owners[index];
    return order ? writeMetafields(ctx, order, [input]) : [];
  });
  for (const order of new Set(owners)) {
    if (!order) continue;
    ctx.world.history.record(order, "order-updated", { fields: ["metafields"] });
    saveOrder(ctx.world, order);
  }
  return { metafields: written.map(metafieldNode), userErrors: [] };
}

interface DefinitionInput {
  ownerType: string;
  namespace?: string | null;
  key: string;
  name: string;
  description?: string | null;
  type: string;
  capabilities?: { uniqueValues?: { enabled?: boolean | null } | null } | null;
}

function metafieldDefinitionCreate(_source: unknown, args: Args, ctx: CallContext) {
  const input = args.definition as DefinitionInput;
  const refuse = (field: string[], message: string, code: string) => ({
    createdDefinition: null,
    userErrors: [{ field, message, code }],
  });
  if (input.ownerType === "ORDER" && !hasScope(ctx.token, "write_orders")) {
    throw accessDenied("metafieldDefinitionCreate", "`write_orders` access scope.");
  }
  const namespace = namespaceOf(ctx.app, input.namespace);
  if (namespace.startsWith("app--") && !`${namespace}--`.startsWith(`app--${ctx.app.id}--`)) {
    throw topLevel(
      "ACCESS_DENIED",
      `Access to this namespace and key on Metafields for this resource type is not allowed.`,
    );
  }
  const unique = input.capabilities?.uniqueValues?.enabled;
  if (input.type === "id" && unique === false) {
    const message = "Capability unique_values is required for type id but is disabled";
    return refuse(["definition"], message, "CAPABILITY_REQUIRED_BUT_DISABLED");
  }
  if (unique && !UNIQUE_TYPES.has(input.type)) {
    const message = "The capability unique_values is not valid for this definition.";
    return refuse(["definition"], message, "INVALID_CAPABILITY");
  }
  const taken = ctx.world.store
    .all("definition")
    .some(
      (entry) =>
        entry.shop === ctx.shop.domain &&
        entry.ownerType === input.ownerType &&
        entry.namespace === namespace &&
        entry.key === input.key,
    );
  if (taken) {
    const owner = input.ownerType.charAt(0) + input.ownerType.slice(1).toLowerCase();
    const message = `Key is in use for ${owner} metafields on the '${namespace}' namespace.`;
    return refuse(["definition", "key"], message, "TAKEN");
  }
  const definition: MetafieldDefinition = {
    id: ctx.world.store.nextId(),
    shop: ctx.shop.domain,
    ownerType: input.ownerType,
    namespace,
    key: input.key,
    name: input.name,
    description: input.description ?? null,
    type: input.type,
    uniqueValues: input.type === "id" || unique === true,
  };
  ctx.world.store.put("definition", definition.id, definition);
  return { createdDefinition: definitionNode(definition), userErrors: [] };
}

export const metafieldMutations = fieldsOf<undefined>({ metafieldsSet, metafieldDefinitionCreate });
