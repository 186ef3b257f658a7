import { asObject, asObjects, asText, unreadable } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess, WriteCheck } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";

/**
 * Creates the definition of the origin mark in a source store: an order metafield of type `id`, which Shopify keeps
 * unique and supports in look-ups. Idempotent: an existing definition counts as success.
 */
export async function createOriginDefinition(
  call: CallAdmin,
  access: ShopAccess,
  { beforeSend }: WriteCheck,
): Promise<void> {
  const answer = await call(access, {
    beforeSend,
    operation: operations.createOriginDefinition,
    variables: {
      definition: {
        ownerType: "ORDER",
        namespace: "$app:crossdock",
        key: "origin",
        name: "Crossdock origin",
        type: "id",
      },
    },
  });
  const payload = asObject(answer.data.metafieldDefinitionCreate);
  if (!payload) throw unreadable("The answer does not contain the definition.");
  const [error] = asObjects(payload.userErrors);
  if (!error || error.code === "TAKEN") return;
  throw new ShopifyFailure("write_refused", asText(error.message) ?? "The definition was refused.", {
    executed: "no",
  });
}
