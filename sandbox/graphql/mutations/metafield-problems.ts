import type { Metafield } from "../../state/shop-types";
import type { UserError } from "../call/errors";

/** Limits of the length of a part, in characters (recorded). */
const LENGTHS = {
  namespace: { label: "Namespace", least: 3, most: 255 },
  key: { label: "Key", least: 2, most: 64 },
} as const;

/** The error of a namespace or key that is too short or too long. Code and field are recorded, the text is a guess. */
export function lengthProblem(part: keyof typeof LENGTHS, value: string, at: string[]): UserError | null {
  const { label, least, most } = LENGTHS[part];
  const field = [...at, part];
  if (value.length < least) {
    return { field, message: `${label} is too short (minimum is ${least} characters)`, code: "TOO_SHORT" };
  }
  if (value.length > most) {
    return { field, message: `${label} is too long (maximum is ${most} characters)`, code: "TOO_LONG" };
  }
  return null;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** Tests of values by type. Types without an entry accept any text. */
const VALID: Record<string, (value: string) => boolean> = {
  boolean: (value) => value === "true" || value === "false",
  number_integer: (value) => /^-?\d+$/.test(value),
  number_decimal: (value) => /^-?\d+(\.\d+)?$/.test(value),
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  date_time: (value) => /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value)),
  url: (value) => URL.canParse(value),
  json: isJson,
};

/** Whether a type accepts a value. */
export function acceptsValue(type: string, value: string): boolean {
  return value !== "" && (VALID[type]?.(value) ?? true);
}

/** The error of a digest that does not fit the stored metafield, or null. A null digest means "must not exist". */
export function digestProblem(
  digest: unknown,
  stored: Metafield | undefined,
  at: string[],
): UserError | null {
  if (digest === undefined || (digest === null ? !stored : stored?.value === digest)) return null;
  const message =
    "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
  return { field: at, message, code: "STALE_OBJECT" };
}
