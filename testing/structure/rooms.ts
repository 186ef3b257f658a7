/**
 * The layers of the code. Each sub-folder of a layer is a room; a layer without sub-folders is one room. Files
 * outside the layers (`lib/env.ts`, `db/client.ts`, configuration at the root) belong to no room.
 */
export const layers = [
  "lib/domain",
  "lib/services",
  "lib/shopify",
  "lib/auth",
  "lib/web",
  "lib/runtime",
  "lib/order-list",
  "db/schema",
  "db/queries",
  "db/system",
  "db/embedded",
  "components",
  "inngest",
  "sandbox",
  "app",
  "scripts",
  "testing",
  "tests",
  "bench",
] as const;

export type Layer = (typeof layers)[number];

type Room = { layer: Layer; room: string };

/** Rooms whose own sub-folders are rooms too. */
const NESTED: readonly string[] = ["components/orders"];

/**
 * The room of a file, named by its folder from the root (`lib/services/push`). A file directly in a layer is in
 * the room named like the layer. Null outside the layers.
 */
export function roomOf(path: string): Room | null {
  const layer = layers.find((folder) => path.startsWith(`${folder}/`));
  if (layer === undefined) return null;
  let room: string = layer;
  for (const folder of path
    .slice(layer.length + 1)
    .split("/")
    .slice(0, -1)) {
    room = `${room}/${folder}`;
    if (!NESTED.includes(room)) break;
  }
  return { layer, room };
}
