import type { Attribute, OrderLineSnapshot } from "./order";

/** The properties of an order's lines, such as engravings and gift texts, by Shopify's id of the line. */
export type LineProperties = Readonly<Record<string, readonly Attribute[]>>;

/** The properties of the lines that have any. They are personal data, stored with the contact. */
export function linePropertiesOf(
  lines: readonly Pick<OrderLineSnapshot, "shopifyGid" | "properties">[],
): LineProperties {
  return Object.fromEntries(
    lines.filter((line) => line.properties.length > 0).map((line) => [line.shopifyGid, line.properties]),
  );
}
