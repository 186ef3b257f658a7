import type { Group } from "./item";
import { control } from "./items/control";
import { endings } from "./items/endings";
import { events } from "./items/events";
import { flow } from "./items/flow";
import { parallel } from "./items/parallel";
import { retries } from "./items/retries";
import { waits } from "./items/waits";

/** Every group of items. */
export const groups: Group[] = [events, retries, parallel, waits, control, endings, flow];
