import { BadRequest } from "../web/http";

/** A JSON object from outside. The functions below read one property each, and throw BadRequest if it is invalid. */
export type Input = Record<string, unknown>;

/** A required text. */
export function text(input: Input, key: string): string {
  const value = input[key];
  if (typeof value !== "string" || value.trim() === "") {
    throw new BadRequest(`"${key}" must be a non-empty text.`);
  }
  return value;
}

/** A text, or null. */
export function optionalText(input: Input, key: string): string | null {
  const value = input[key];
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") throw new BadRequest(`"${key}" must be a text.`);
  return value;
}

/** A number, or the fallback. */
export function number(input: Input, key: string, fallback: number): number {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new BadRequest(`"${key}" must be a number.`);
  }
  return value;
}

/** A boolean, or the fallback. */
export function flag(input: Input, key: string, fallback: boolean): boolean {
  const value = input[key];
  if (value === undefined || value === null) return fallback;
  if (typeof value !== "boolean") throw new BadRequest(`"${key}" must be true or false.`);
  return value;
}

/** A list of objects. A missing list is empty. */
export function objects(input: Input, key: string): Input[] {
  const value = input[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((item) => item === null || typeof item !== "object")) {
    throw new BadRequest(`"${key}" must be a list of objects.`);
  }
  return value as Input[];
}

/** An object, or null. */
export function object(input: Input, key: string): Input | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) throw new BadRequest(`"${key}" must be an object.`);
  return value as Input;
}

/** A list of texts, or null. */
export function texts(input: Input, key: string): string[] | null {
  const value = input[key];
  if (value === undefined || value === null) return null;
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw new BadRequest(`"${key}" must be a list of texts.`);
  }
  return value as string[];
}

/** A decimal amount, as text or number. */
export function decimal(input: Input, key: string): string | number {
  const value = input[key];
  if ((typeof value === "number" || typeof value === "string") && /^-?\d+(\.\d+)?$/.test(String(value))) {
    return value;
  }
  throw new BadRequest(`"${key}" must be an amount such as "12.50".`);
}

/** A time as ISO text in UTC, or null. */
export function time(input: Input, key: string): string | null {
  const value = optionalText(input, key);
  if (value === null) return null;
  if (Number.isNaN(Date.parse(value)))
    throw new BadRequest(`"${key}" must be a time such as 2026-11-23T08:00:00Z.`);
  return new Date(value).toISOString();
}

/** What a shop's domain looks like. */
export const DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;
