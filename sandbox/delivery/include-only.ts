/**
 * Reduces a payload to the fields of a subscription; a dot leads into an object or into each object of a list. Without
 * fields the payload is whole.
 */
export function includeOnly(content: object, fields: readonly string[]): object {
  return fields.length === 0 ? content : pick(content, fields);
}

function pick(content: object, fields: readonly string[]): object {
  const byHead = Map.groupBy(fields, (field) => field.split(".", 1)[0] ?? "");
  return Object.fromEntries(
    Object.entries(content).flatMap(([key, value]) => {
      const wanted = byHead.get(key);
      if (!wanted) return [];
      const inner = wanted.filter((field) => field !== key).map((field) => field.slice(key.length + 1));
      return [[key, wanted.includes(key) ? value : within(value, inner)]];
    }),
  );
}

function within(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => within(item, fields));
  return typeof value === "object" && value !== null ? pick(value, fields) : value;
}
