import type { Edge } from "./graph";
import type { Circle, Structure } from "./measures";

/** The counts that must be 0. */
const LIMITED = [
  "circles",
  "room_circles",
  "unused_exports",
  "folders_over_25",
  "functions_over_80",
  "files_over_300",
] as const satisfies readonly (keyof Structure)[];

type Counts = Record<keyof Structure, number>;

/** How many of each; `rooms` over all layers, `imports_between_rooms` over all pairs of rooms. */
export function countsOf(structure: Structure): Counts {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    rooms: sum(structure.rooms.map(({ rooms }) => rooms.length)),
    imports_between_rooms: sum(structure.imports_between_rooms.map(({ count }) => count)),
    circles: structure.circles.length,
    room_circles: structure.room_circles.length,
    unused_exports: structure.unused_exports.length,
    folders_over_25: structure.folders_over_25.length,
    functions_over_80: structure.functions_over_80.length,
    files_over_300: structure.files_over_300.length,
    untested: structure.untested.length,
  };
}

/** Whether every count that must be 0 is 0. */
export const isSound = (counts: Counts) => LIMITED.every((name) => counts[name] === 0);

/** The report for a person: the counts, then a list for each count. */
export function reportText(structure: Structure, edges: readonly Edge[]): string {
  const counts = Object.entries(countsOf(structure)).map(([name, count]) => `${pad(name)}${count}`);
  const lists: Record<string, string[]> = {
    rooms: structure.rooms.map(({ layer, rooms }) => `${pad(layer)}${rooms.length}`),
    imports_between_rooms: structure.imports_between_rooms.map(
      ({ from, to, count }) => `${String(count).padStart(4)}  ${from} → ${to}`,
    ),
    circles: structure.circles.map((circle) => circleText(circle, edges)),
    room_circles: structure.room_circles.map((circle) => circleText(circle, [])),
    unused_exports: structure.unused_exports.map(({ file, line, name }) => `${file}:${line} ${name}`),
    folders_over_25: structure.folders_over_25.map(({ folder, files }) => `${folder} ${files} files`),
    functions_over_80: structure.functions_over_80.map(
      ({ file, line, name, lines }) => `${file}:${line} ${name} ${lines} lines`,
    ),
    files_over_300: structure.files_over_300.map(({ file, lines }) => `${file}:${lines} ${lines} lines`),
    untested: structure.untested.map((file) => `${file}:1`),
  };
  const sections = Object.entries(lists).filter(([, list]) => list.length > 0);
  return [counts, ...sections.map(([name, list]) => ["", name, ...list.map((one) => `  ${one}`)])]
    .flat()
    .join("\n");
}

const pad = (text: string) => text.padEnd(24);

/** The shortest way round, with the line of each import that is known, and the size of the whole group. */
function circleText({ members, shortest }: Circle, edges: readonly Edge[]): string {
  const steps = shortest.map((member, index) => {
    const edge = edges.find(({ from, to }) => from === member && to === shortest[index + 1]);
    if (!edge) return member;
    return `${member}:${edge.line}${edge.form === "type" ? " (type)" : ""}`;
  });
  const more = members.length > shortest.length - 1 ? ` (one way round of ${members.length} members)` : "";
  return steps.join(" → ") + more;
}
