const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in milliseconds, in its one or two largest units: "45 s", "3 min 5 s", "2 h", "1 d 4 h". */
export function formatDuration(ms: number): string {
  const whole = Math.round(ms / SECOND) * SECOND;
  if (whole < SECOND) return "under 1 s";
  if (whole < MINUTE) return `${whole / SECOND} s`;
  if (whole < HOUR) return two(whole, [MINUTE, "min"], [SECOND, "s"]);
  if (whole < DAY) return two(whole, [HOUR, "h"], [MINUTE, "min"]);
  return two(whole, [DAY, "d"], [HOUR, "h"]);
}

function two(ms: number, large: [number, string], small: [number, string]): string {
  const rest = Math.floor((ms % large[0]) / small[0]);
  const head = `${Math.floor(ms / large[0])} ${large[1]}`;
  return rest === 0 ? head : `${head} ${rest} ${small[1]}`;
}
