/** A nested input as a list of paths and values, in order: `order › shippingAddress › city` and `Porto`. */
export function flatFields(value: unknown, path: readonly string[] = []): { field: string; value: string }[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object")) {
      return value.length === 0 ? [] : [{ field: path.join(" › "), value: value.join(", ") }];
    }
    return value.flatMap((item, n) =>
      flatFields(item, [...path.slice(0, -1), `${path.at(-1) ?? ""} ${n + 1}`]),
    );
  }
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => flatFields(item, [...path, key]));
  }
  return [{ field: path.join(" › "), value: String(value) }];
}
