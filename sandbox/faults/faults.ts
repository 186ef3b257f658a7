import type { Random } from "../values/random";
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
  /** Webhook topic. Both spellings are accepted and stored as `ORDERS_CREATE`. */
  topic: string | null;
  /** Remaining hits; null = unlimited. */
  times: number | null;
  /** How many opportunities the fault lets pass before its first hit. */
  after: number;
  /** Probability of a hit at each opportunity, 0 to 1. */
  probability: number;
  hits: number;
  /** Milliseconds of a stall, delay, lag or late commit. */
  ms: number | null;
  /** HTTP status of `http-status`. */
  status: number | null;
  /** Literal value of the `Retry-After` header. */
  retryAfter: string | null;
  /** Whether a stall delays the execution too. By default it delays only the answer. */
  beforeCommit: boolean;
  /** Number of messages in a burst. */
  count: number | null;
}

export type NewFault = Partial<Omit<Fault, "id" | "hits">> & { kind: FaultKind };

const KINDS: readonly FaultKind[] = [...CALL_FAULTS, ...SHOP_FAULTS, ...TOPIC_FAULTS, ...OAUTH_FAULTS];
const OF_CALLS = new Set<string>(CALL_FAULTS);
const OF_TOPICS = new Set<string>(TOPIC_FAULTS);
/** Faults that happen after a commit. A read commits nothing, so they affect mutations only. */
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

/** The faults that were requested, each with a scope and a number of hits. */
export class Faults {
  private faults: Fault[] = [];
  private counted = new Map<FaultKind, number>();

  constructor(private readonly random: Random) {}

  add(fault: NewFault): Fault {
    const added: Fault = {
      id: this.random.uuid(),
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
    this.faults.push(added);
    return added;
  }

  all(): Fault[] {
    return this.faults;
  }

  /** Removes one fault. Its hits stay counted. */
  remove(id: string): void {
    this.faults = this.faults.filter((fault) => fault.id !== id);
  }

  /** Removes all faults. Their hits stay counted. */
  clear(): void {
    this.faults = [];
  }

  /** Removes all faults and resets the hit counts. */
  reset(): void {
    this.clear();
    this.counted = new Map();
  }

  /** Hits per kind since the last reset. Every kind is listed. */
  hits(): Record<FaultKind, number> {
    const entries = KINDS.map((kind) => [kind, this.counted.get(kind) ?? 0]);
    return Object.fromEntries(entries) as Record<FaultKind, number>;
  }

  /** The first fault between caller and API that applies to a call, counted as a hit; or null. */
  takeForCall(shop: string, roots: string[], writes: boolean): Fault | null {
    for (const fault of this.faults) {
      const fits =
        OF_CALLS.has(fault.kind) &&
        (writes || !OF_WRITES.has(fault.kind)) &&
        (fault.shop === null || fault.shop === shop) &&
        (fault.operation === null || roots.includes(fault.operation));
      if (fits && this.hitsNow(fault)) return { ...fault };
    }
    return null;
  }

  /**
   * The fault of this kind that applies, counted as a hit; or null. Call it only where the fault takes effect.
   * @param operation root field of the call; `authorize` or `access_token` during an installation
   */
  take(kind: ShopFault | OAuthFault, shop: string, operation: string): Fault | null {
    for (const fault of this.faults) {
      const fits =
        fault.kind === kind &&
        (fault.shop === null || fault.shop === shop) &&
        (fault.operation === null || fault.operation === operation);
      if (fits && this.hitsNow(fault)) return { ...fault };
    }
    return null;
  }

  /** All faults that apply to a delivery, each counted as a hit. */
  takeForTopic(shop: string, topic: string): Fault[] {
    return this.faults
      .filter(
        (fault) =>
          OF_TOPICS.has(fault.kind) &&
          (fault.shop === null || fault.shop === shop) &&
          (fault.topic === null || fault.topic === topic) &&
          this.hitsNow(fault),
      )
      .map((fault) => ({ ...fault }));
  }

  /** Whether a fault takes effect at this opportunity. */
  private hitsNow(fault: Fault): boolean {
    if (fault.times !== null && fault.times <= 0) return false;
    if (fault.after > 0) {
      fault.after -= 1;
      return false;
    }
    if (fault.probability < 1 && this.random.fraction() >= fault.probability) return false;
    if (fault.times !== null) fault.times -= 1;
    fault.hits += 1;
    this.counted.set(fault.kind, (this.counted.get(fault.kind) ?? 0) + 1);
    return true;
  }
}
