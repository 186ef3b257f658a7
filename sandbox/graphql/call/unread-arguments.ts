import type { GraphQLResolveInfo } from "graphql";
import type { Args } from "./context";
import { notImplemented } from "./errors";

/** Whether a value contains anything that an argument could have filtered, sorted or shortened. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  const { nodes } = value as { nodes?: unknown };
  return Array.isArray(nodes) && nodes.length === 0;
}

/**
 * Runs a resolver of a query and refuses arguments that it did not read, so that no argument is accepted and ignored.
 * Defaults of the schema, null, and arguments of an empty result change nothing and are accepted.
 * @throws SANDBOX_NOT_IMPLEMENTED if the call gives an argument that the resolver did not read
 */
export function withoutUnreadArguments(
  args: Args,
  info: GraphQLResolveInfo,
  resolve: (args: Args) => unknown,
): unknown {
  const read = new Set<PropertyKey>();
  const watched = new Proxy(args, {
    get(target, key) {
      read.add(key);
      return Reflect.get(target, key);
    },
  });
  const value = resolve(watched);
  if (isEmpty(value)) return value;
  const declared = info.parentType.getFields()[info.fieldName]?.args ?? [];
  for (const { name, defaultValue } of declared) {
    const given = args[name];
    if (given === undefined || given === null || read.has(name)) continue;
    if (JSON.stringify(given) === JSON.stringify(defaultValue)) continue;
    throw notImplemented(`the argument "${name}" of ${info.parentType.name}.${info.fieldName}`);
  }
  return value;
}
