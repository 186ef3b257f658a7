import { parseMoney } from "@/lib/domain/values/money";
import { ShopifyFailure } from "./failure";

/** An object in an answer. Keys may be missing. */
export type AnswerObject = Readonly<Record<string, unknown>>;

/** The value as an object, or null. */
export function asObject(value: unknown): AnswerObject | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as AnswerObject)
    : null;
}

/** The objects of a list or of a connection's `nodes`; empty when there are none. */
export function asObjects(value: unknown): AnswerObject[] {
  const list = Array.isArray(value) ? value : asObject(value)?.nodes;
  return Array.isArray(list) ? list.map(asObject).filter((item) => item !== null) : [];
}

/**
 * The value as a text that PostgreSQL can store (no NUL, no lone surrogates), or null when the value is not a string
 * or is blank. Markup stays unchanged: texts are escaped when they are displayed.
 */
export function asText(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const text = value.replaceAll("\0", "").toWellFormed();
  return text.trim() === "" ? null : text;
}

/** The value as a count. Any value that is not a positive integer becomes 0. */
export function asCount(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : 0;
}

/** The value as an instant, or null. */
export function asInstant(value: unknown): Date | null {
  if (typeof value !== "string") return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** The shop's amount of a MoneyBag in minor units; 0 when the key is missing. */
export function asShopMoney(bag: unknown, currency: string): number {
  const money = asObject(asObject(bag)?.shopMoney);
  const amount = money?.amount;
  if (typeof amount !== "string") return 0;
  const minor = parseMoney(amount, asText(money?.currencyCode) ?? currency);
  if (minor === null) throw unreadable(`The amount "${amount}" is not a number that can be stored.`);
  return minor;
}

/** The shopper's amount of a MoneyBag in minor units of its own currency; null when the key is missing. */
export function asPresentmentMoney(bag: unknown): number | null {
  const money = asObject(asObject(bag)?.presentmentMoney);
  const currency = asText(money?.currencyCode);
  return currency === null ? null : parseMoney(asText(money?.amount) ?? "", currency);
}

/** Key-value pairs; a missing value becomes an empty text. */
export function asAttributes(value: unknown): { key: string; value: string }[] {
  return asObjects(value).flatMap((item) => {
    const key = asText(item.key);
    return key === null ? [] : [{ key, value: asText(item.value) ?? "" }];
  });
}

/** The failure that a mapping throws when a required key is missing. */
export function unreadable(message: string): ShopifyFailure {
  return new ShopifyFailure("unreadable_answer", message, { executed: "unknown" });
}

/** Returns the value. Throws an unreadable answer that names the missing key when the value is null. */
export function required<T>(value: T | null, key: string): T {
  if (value === null) throw unreadable(`The answer lacks "${key}".`);
  return value;
}
