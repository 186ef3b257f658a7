import { addressProblems } from "../../orders/address";
import { isPhone } from "../../orders/phone";
import { TAG_LIMIT } from "../../orders/tags";
import { idOf } from "../../values/gid";
import { type CallContext, namespaceOf } from "../call/context";
import type { UserError } from "../call/errors";
import { associated } from "./order-create-customer";
import type { LineInput, OrderCreateInput } from "./order-create-draft";

function problem(field: string[], message: string, code: string | null = "INVALID"): UserError {
  return { field: ["order", ...field], message, code };
}

function lineProblems(ctx: CallContext, line: LineInput, index: number): UserError[] {
  const at = ["lineItems", String(index)];
  if (line.quantity < 1) return [problem([...at, "quantity"], "Quantity must be greater than 0")];
  const id = line.variantId ? idOf(line.variantId, "ProductVariant") : null;
  const known = id !== null && ctx.world.store.variant(ctx.shop.domain, id) !== undefined;
  if (!known && !line.title) {
    // Recorded: all three at once. Their codes are not recorded.
    return [
      problem([], "Order Line items is invalid"),
      problem(["lineItems"], "Line items Name can't be blank"),
      problem(["lineItems"], "Line items Title can't be blank"),
    ];
  }
  if (line.priceSet && Number(line.priceSet.shopMoney.amount) < 0) {
    return [problem([...at, "priceSet"], "Price must be greater than or equal to 0")];
  }
  return [];
}

/** Errors for values of unique `id` metafields that belong to another order, unless the settings accept them. */
function takenMetafields(ctx: CallContext, input: OrderCreateInput): UserError[] {
  if (ctx.world.settings().duplicateIdMetafield === "accept") return [];
  const definitions = ctx.world.store
    .all("definition")
    .filter(
      ({ shop, ownerType, uniqueValues }) =>
        shop === ctx.shop.domain && ownerType === "ORDER" && uniqueValues,
    );
  for (const [index, metafield] of (input.metafields ?? []).entries()) {
    const namespace = namespaceOf(ctx.app, metafield.namespace);
    const unique = definitions.some((entry) => entry.namespace === namespace && entry.key === metafield.key);
    const taken = ctx.world.store
      .orders(ctx.shop.domain)
      .some(({ metafields }) =>
        metafields.some(
          (own) => own.namespace === namespace && own.key === metafield.key && own.value === metafield.value,
        ),
      );
    if (!unique || !taken) continue;
    return [
      problem(
        ["metafields", String(index), "value"],
        "Value is already assigned to another metafield. Choose a different value to ensure it remains unique.",
      ),
    ];
  }
  return [];
}

function customerProblems(ctx: CallContext, input: OrderCreateInput): UserError[] {
  if (input.customer && input.customerId) {
    return [
      problem(["customerId"], "Cannot specify both customerId and customer", "REDUNDANT_CUSTOMER_FIELDS"),
    ];
  }
  const wanted = input.customerId ?? input.customer?.toAssociate;
  return wanted && !associated(ctx, input) ? [problem(["customer"], "Customer does not exist")] : [];
}

function phoneProblems({ phone, shippingAddress, billingAddress }: OrderCreateInput): UserError[] {
  const given: [string[], string | null | undefined][] = [
    [["phone"], phone],
    [["shippingAddress", "phone"], shippingAddress?.phone],
    [["billingAddress", "phone"], billingAddress?.phone],
  ];
  return given.flatMap(([field, text]) => (text && !isPhone(text) ? problem(field, "Phone is invalid") : []));
}

/** The errors of an input of `orderCreate`. An input with errors stores nothing. */
export function inputProblems(ctx: CallContext, input: OrderCreateInput): UserError[] {
  const lines = input.lineItems ?? [];
  if (lines.length === 0) return [problem(["lineItems"], "Line items must have at least one line item")];
  const inLines = lines.flatMap((line, index) => lineProblems(ctx, line, index));
  if (inLines.length > 0) return inLines.slice(0, 3);
  const problems: UserError[] = [];
  const tags = (input.tags ?? []).flatMap((text) => text.split(","));
  if (tags.some((tag) => tag.trim().length > TAG_LIMIT)) {
    problems.push(problem(["tags"], `Title Tag exceeds the maximum length of ${TAG_LIMIT} characters`));
  }
  if (input.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(input.email)) {
    problems.push(problem(["email"], "Email is invalid"));
  }
  problems.push(...phoneProblems(input));
  if ((input.note?.length ?? 0) > 5_000) {
    problems.push(problem(["note"], "Note is too long (maximum is 5000 characters)"));
  }
  if (input.shippingAddress && !ctx.world.settings().acceptIncompleteAddress) {
    for (const { field, message } of addressProblems(input.shippingAddress)) {
      problems.push(problem(["shippingAddress", field], message));
    }
  }
  if ((input.taxLines?.length ?? 0) > 0 && lines.some((line) => (line.taxLines?.length ?? 0) > 0)) {
    problems.push(problem(["taxLines"], "Tax lines can be given on the order or on its lines, not on both"));
  }
  return [...problems, ...customerProblems(ctx, input), ...takenMetafields(ctx, input)];
}
