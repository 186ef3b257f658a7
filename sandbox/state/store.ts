import type { App, Authorization, Exchange, RefreshToken, Token } from "./app-types";
import type { Change, Journal } from "./journal";
import type { Effect, RequestRecord } from "./log-types";
import type { EditSession } from "./order-draft";
import type { Job, Order } from "./order-types";
import { DEFAULT_SETTINGS, type Settings } from "./settings";
import { namesOf } from "./shop-names";
import type { Customer, MetafieldDefinition, Product, Shop, Variant } from "./shop-types";
import type { Delivery, DeliveryState, Subscription } from "./webhook-types";

/** The stored rows by table. Ids are numeric text and unique across all tables. */
interface Tables {
  app: App;
  shop: Shop;
  product: Product;
  token: Token;
  subscription: Subscription;
  definition: MetafieldDefinition;
  customer: Customer;
  order: Order;
  delivery: Delivery;
  deliveryState: DeliveryState;
  request: RequestRecord;
  effect: Effect;
  job: Job;
  authorization: Authorization;
  refreshToken: RefreshToken;
  exchange: Exchange;
  editSession: EditSession;
  settings: Settings;
  counter: { value: string };
}

const TABLES: (keyof Tables)[] = [
  "app",
  "shop",
  "product",
  "token",
  "subscription",
  "definition",
  "customer",
  "order",
  "delivery",
  "deliveryState",
  "request",
  "effect",
  "job",
  "authorization",
  "refreshToken",
  "exchange",
  "editSession",
  "settings",
  "counter",
];

/** The request log serves tests and is no archive, so older entries are dropped. */
const KEPT_REQUESTS = 100_000;
const NEWER_ORDER_FIELDS: Pick<Order, "risk" | "customIdFrom"> = { risk: [], customIdFrom: null };
const FIRST_ID = "5000000000001";

/**
 * The whole state, in memory. A change is durable once `commit` has written it to the journal. Callers modify
 * objects in place and register them with `put`, without any await in between, so no reader sees half a change.
 */
export class Store {
  private readonly tables = new Map<keyof Tables, Map<string, unknown>>();
  private readonly ordersByShop = new Map<string, Map<string, Order>>();
  private readonly variantsById = new Map<string, { product: Product; variant: Variant }>();
  private pending = new Map<string, Change>();
  private listeners: ((order: Order, removed: boolean) => void)[] = [];

  constructor(private readonly journal: Journal | null) {
    for (const table of TABLES) this.tables.set(table, new Map());
    if (!journal) return;
    for (const [table, key, value] of journal.replay()) {
      // An older journal lacks fields that orders have today.
      const row = table === "order" && value !== null ? { ...NEWER_ORDER_FIELDS, ...value } : value;
      this.apply(table as keyof Tables, key, row);
    }
    journal.restart(this.everything());
  }

  private *everything(): Generator<Change> {
    for (const [table, rows] of this.tables) for (const [key, value] of rows) yield [table, key, value];
  }

  private rows<K extends keyof Tables>(table: K): Map<string, Tables[K]> {
    return this.tables.get(table) as Map<string, Tables[K]>;
  }

  private apply(table: keyof Tables, key: string, value: unknown): void {
    const rows = this.tables.get(table);
    if (!rows) throw new Error(`The journal names a table "${table}" that does not exist.`);
    const old = rows.get(key);
    if (value === null) rows.delete(key);
    else rows.set(key, value);
    if (table === "order") {
      for (const orders of this.ordersByShop.values()) if (value === null) orders.delete(key);
      if (value !== null) {
        const order = value as Order;
        const orders = this.ordersByShop.get(order.shop) ?? new Map<string, Order>();
        orders.set(key, order);
        this.ordersByShop.set(order.shop, orders);
      }
    }
    if (table === "product" && value !== null) {
      const product = value as Product;
      for (const { id } of (old as Product | undefined)?.variants ?? []) this.variantsById.delete(id);
      for (const variant of product.variants) this.variantsById.set(variant.id, { product, variant });
    }
    if (table === "request" && rows.size > KEPT_REQUESTS) {
      const oldest = rows.keys().next().value;
      if (oldest !== undefined) rows.delete(oldest);
    }
  }

  get<K extends keyof Tables>(table: K, key: string): Tables[K] | undefined {
    return this.rows(table).get(key);
  }

  all<K extends keyof Tables>(table: K): Tables[K][] {
    return [...this.rows(table).values()];
  }

  /** The shop that has or had a domain. */
  shopNamed(domain: string): Shop | undefined {
    return this.get("shop", domain) ?? this.all("shop").find((shop) => namesOf(shop).includes(domain));
  }

  /** Orders of a shop, oldest first. */
  orders(shop: string): Order[] {
    return [...(this.ordersByShop.get(shop)?.values() ?? [])];
  }

  /** An order of this shop by numeric id. Orders of other shops are not found. */
  order(shop: string, id: string): Order | undefined {
    return this.ordersByShop.get(shop)?.get(id);
  }

  products(shop: string): Product[] {
    return this.all("product").filter((product) => product.shop === shop);
  }

  variant(shop: string, id: string): { product: Product; variant: Variant } | undefined {
    const found = this.variantsById.get(id);
    return found?.product.shop === shop && found.product.variants.includes(found.variant) ? found : undefined;
  }

  settings(): Settings {
    return this.rows("settings").get("settings") ?? DEFAULT_SETTINGS;
  }

  put<K extends keyof Tables>(table: K, key: string, value: Tables[K]): void {
    this.apply(table, key, value);
    this.pending.set(`${table}\n${key}`, [table, key, value]);
  }

  remove<K extends keyof Tables>(table: K, key: string): void {
    const old = this.rows(table).get(key);
    this.apply(table, key, null);
    this.pending.set(`${table}\n${key}`, [table, key, null]);
    if (table === "order" && old) for (const listener of this.listeners) listener(old as Order, true);
  }

  /** Calls the listener with each changed order when the change is committed. */
  onOrder(listener: (order: Order, removed: boolean) => void): void {
    this.listeners.push(listener);
  }

  /** A new numeric id. */
  nextId(): string {
    const current = this.rows("counter").get("id")?.value ?? FIRST_ID;
    this.put("counter", "id", { value: (BigInt(current) + 1n).toString() });
    return current;
  }

  /** Whether an uncommitted change concerns an order. */
  changesOrders(): boolean {
    return [...this.pending.values()].some(([table, , value]) => table === "order" && value !== null);
  }

  /**
   * Writes all changes since the last commit, or none.
   * @returns whether there were changes other than new ids
   */
  commit(): boolean {
    if (this.pending.size === 0) return false;
    const changes = [...this.pending.values()];
    this.pending = new Map();
    this.journal?.append(changes);
    for (const [table, , value] of changes) {
      if (table === "order" && value !== null) {
        for (const listener of this.listeners) listener(value as Order, false);
      }
    }
    return changes.some(([table]) => table !== "counter");
  }

  /** Deletes everything. */
  reset(): void {
    for (const rows of this.tables.values()) rows.clear();
    this.ordersByShop.clear();
    this.variantsById.clear();
    this.pending = new Map();
    this.journal?.restart([]);
  }

  close(): void {
    this.commit();
    this.journal?.close();
  }
}
