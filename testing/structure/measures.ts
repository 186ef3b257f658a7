import { dirname } from "node:path";
import { directed, findCircles, shortestCircle } from "./cycles";
import type { Edge, ImportGraph } from "./graph";
import { isGenerated, isTest } from "./list-files";
import { type Layer, layers, roomOf } from "./rooms";
import { untested } from "./untested";
import { type UnusedExport, unusedExports } from "./unused-exports";

/** Limits on size. */
const MOST_FILES = 25;
const MOST_FUNCTION_LINES = 80;
const MOST_FILE_LINES = 300;

export type Circle = { members: string[]; shortest: string[] };
type RoomImports = { layer: Layer; from: string; to: string; count: number };

export type Structure = {
  rooms: { layer: Layer; rooms: string[] }[];
  imports_between_rooms: RoomImports[];
  circles: Circle[];
  room_circles: Circle[];
  unused_exports: UnusedExport[];
  folders_over_25: { folder: string; files: number }[];
  functions_over_80: { file: string; line: number; name: string; lines: number }[];
  files_over_300: { file: string; lines: number }[];
  untested: string[];
};

/** Measures how the code is arranged. Every list but `rooms`, `imports_between_rooms` and `untested` should be empty. */
export function measure({ paths, files, edges }: ImportGraph): Structure {
  const between = importsBetweenRooms(edges);
  return {
    rooms: layers.map((layer) => ({ layer, rooms: roomsOf(layer, files) })).filter((one) => one.rooms.length),
    imports_between_rooms: between,
    circles: circlesOf(edges),
    room_circles: circlesOf(between),
    unused_exports: unusedExports(files, edges),
    folders_over_25: largeFolders(paths),
    functions_over_80: files
      .filter(({ path }) => !isTest(path) && !isGenerated(path))
      .flatMap(({ path, functions }) => functions.map((one) => ({ file: path, ...one })))
      .filter(({ lines }) => lines > MOST_FUNCTION_LINES),
    files_over_300: files
      .filter(({ path, lines }) => lines > MOST_FILE_LINES && !isGenerated(path))
      .map(({ path, lines }) => ({ file: path, lines })),
    untested: untested(files, edges),
  };
}

function roomsOf(layer: Layer, files: ImportGraph["files"]): string[] {
  const places = files.map(({ path }) => roomOf(path)).filter((place) => place?.layer === layer);
  return [...new Set(places.map((place) => place?.room ?? ""))].sort();
}

/** Counts imports from one room to another room of the same layer. */
function importsBetweenRooms(edges: readonly Edge[]): RoomImports[] {
  const counts = new Map<string, RoomImports>();
  for (const edge of edges) {
    const from = roomOf(edge.from);
    const to = roomOf(edge.to);
    if (!from || from.layer !== to?.layer || from.room === to.room) continue;
    const key = `${from.room} ${to.room}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { layer: from.layer, from: from.room, to: to.room, count });
  }
  return [...counts.keys()].sort().flatMap((key) => counts.get(key) ?? []);
}

function circlesOf(edges: readonly { from: string; to: string }[]): Circle[] {
  const graph = directed(edges);
  return findCircles(graph).map((members) => ({ members, shortest: shortestCircle(graph, members) }));
}

function largeFolders(paths: readonly string[]): Structure["folders_over_25"] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = dirname(path);
    if (folder.startsWith("db/migrations") || isGenerated(path)) continue;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .map(([folder, count]) => ({ folder, files: count }))
    .filter(({ files }) => files > MOST_FILES);
}
