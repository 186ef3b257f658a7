import type { Chance } from "../values/chance";
import {
  CALL_FAULTS,
  type FaultKind,
  OAUTH_FAULTS,
  type OAuthFault,
  SHOP_FAULTS,
  type ShopFault,
  TOPIC_FAULTS,
} from "./fault-kinds";

export interface Fault {
  id: string;
  kind: FaultKind;
  shop: string | null;
  /** Root field of the call, such as `orderCreate`. */
  operation: string | null;
  /** Webhook topic in either spelling, kept as `ORDERS_CREATE`. */
  topic: string | null;
  /** How many hits are left; null = no end. */
  times: number | null;
  /** How many chances pass unharmed first. */
  after: number;
  /** How likely a chance is a hit, 0 to 1. */
  probability: number;
  hits: number;
  /** Milliseconds of a stall, a delay, a lag or a late commit. */
  ms: number | null;
  /** Status of `http-status`. */
  status: number | null;
  /** `Retry-After` of a status, literally. */
  retryAfter: string | null;
  /** A stall normally delays the answer of a call that was executed; with this it delays the execution too. */
  beforeCommit: boolean;
  /** How many messages a burst consists of. */
  count: number | null;
}

export type NewFault = Partial<Omit<Fault, "id" | "hits">> & { kind: FaultKind };

const KINDS: readonly FaultKind[] = [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS];
const OF_CALLS = new Set<string>(CALL_FAULTS);
const OF_TOPICS = new Set<string>(TOPIC_FAULTS);
/** A read commits nothing: on one, these would be another fault than their name says. */
const OF_WRITES = new Set<string>([
  "reply-lost-after-commit",
  "late-commit",
  "internal-error-after-commit",
  "http-500-after-commit",
  "http-504-after-commit",
]);

export function isFaultKind(value: unknown): value is FaultKind {
  return KINDS.some((kind) => kind === value);
}

/** Faults by command, each for a scope and a number of hits. */
export class Faults {
  private book: Fault[] = [];
  private counted = new Map<FaultKind, number>();

  constructor(private readonly chance: Chance) {}

  add(fault: NewFault): Fault {
    const added: Fault = {
      id: this.chance.uuid(),
      kind: fault.kind,
      shop: fault.shop?.toLowerCase() ?? null,
      operation: fault.operation ?? null,
      topic: fault.topic ? fault.topic.toUpperCase().replaceAll("/", "_") : null,
      times: fault.times === undefined ? 1 : fault.times,
      after: fault.after ?? 0,
      probability: fault.probability ?? 1,
      hits: 0,
      ms: fault.ms ?? null,
      status: fault.status ?? null,
      retryAfter: fault.retryAfter ?? null,
      beforeCommit: fault.beforeCommit ?? false,
      count: fault.count ?? null,
    };
    this.book.push(added);
    return added;
  }

  all(): Fault[] {
    return this.book;
  }

  /** Takes all faults back. What they hit stays counted. */
  clear(): void {
    this.book = [];
  }

  /** Takes all faults back and forgets what was hit. */
  reset(): void {
    this.clear();
    this.counted = new Map();
  }

  /** How often each kind took effect since the last reset; every kind is named. */
  hits(): Record<FaultKind, number> {
    const entries = KINDS.map((kind) => [kind, this.counted.get(kind) ?? 0]);
    return Object.fromEntries(entries) as Record<FaultKind, number>;
  }

  /** The first fault between caller and API that is due for a call, counted as hit. */
  takeForCall(shop: string, roots: string[], writes: boolean): Fault | null {
    for (const fault of this.book) {
      const fits =
        OF_CALLS.has(fault.kind) &&
        (writes || !OF_WRITES.has(fault.kind)) &&
        (fault.shop === null || fault.shop === shop) &&
        (fault.operation === null || roots.includes(fault.operation));
      if (fits && this.strikes(fault)) return { ...fault };
    }
    return null;
  }

  /**
   * The fault of this kind that is due, counted as hit. To be asked only where it takes effect at once.
   * @param operation root field of the call; `authorize` or `access_token` while an app is installed
   */
  take(kind: ShopFault | OAuthFault, shop: string, operation: string): Fault | null {
    for (const fault of this.book) {
      const fits =
        fault.kind === kind &&
        (fault.shop === null || fault.shop === shop) &&
        (fault.operation === null || fault.operation === operation);
      if (fits && this.strikes(fault)) return { ...fault };
    }
    return null;
  }

  /** Every fault that is due for a delivery, each counted as hit. */
  takeForTopic(shop: string, topic: string): Fault[] {
    return this.book
      .filter(
        (fault) =>
          OF_TOPICS.has(fault.kind) &&
          (fault.shop === null || fault.shop === shop) &&
          (fault.topic === null || fault.topic === topic) &&
          this.strikes(fault),
      )
      .map((fault) => ({ ...fault }));
  }

  /** Whether a fault uses this chance. */
  private strikes(fault: Fault): boolean {
    if (fault.times !== null && fault.times <= 0) return false;
    if (fault.after > 0) {
      fault.after -= 1;
      return false;
    }
    if (fault.probability < 1 && this.chance.share() >= fault.probability) return false;
    if (fault.times !== null) fault.times -= 1;
    fault.hits += 1;
    this.counted.set(fault.kind, (this.counted.get(fault.kind) ?? 0) + 1);
    return true;
  }
}
