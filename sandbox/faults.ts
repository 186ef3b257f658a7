import { randomUUID } from "node:crypto";

/** Faults of an API call. */
export const CALL_FAULTS = [
  "reply-lost-after-commit",
  "reply-lost-before-commit",
  "stall",
  "http-status",
  "reset",
  "truncated-json",
  "internal-error",
  "throttled",
  "late-commit",
] as const;

/** Faults of a webhook delivery. */
export const TOPIC_FAULTS = [
  "webhook-drop",
  "webhook-duplicate",
  "webhook-delay",
  "webhook-bad-hmac",
  "webhook-old-secret",
  "webhook-reorder",
] as const;

export type FaultKind = (typeof CALL_FAULTS)[number] | (typeof TOPIC_FAULTS)[number];

export interface Fault {
  id: string;
  kind: FaultKind;
  shop: string | null;
  /** Root field of the call, such as `orderCreate`. */
  operation: string | null;
  /** Webhook topic in either spelling, kept as `ORDERS_CREATE`. */
  topic: string | null;
  /** How many hits are left. */
  times: number;
  hits: number;
  /** Milliseconds of a stall, a delay or a late commit. */
  ms: number | null;
  /** Status of `http-status`. */
  status: number | null;
  /** `Retry-After` of `http-status`, literally. */
  retryAfter: string | null;
  /** A stall normally delays the answer of a call that was executed; with this it delays the execution too. */
  beforeCommit: boolean;
}

export type NewFault = Partial<Omit<Fault, "id" | "hits">> & { kind: FaultKind };

const KINDS = new Set<string>([...CALL_FAULTS, ...TOPIC_FAULTS]);
const OF_CALLS = new Set<string>(CALL_FAULTS);

export function isFaultKind(value: unknown): value is FaultKind {
  return typeof value === "string" && KINDS.has(value);
}

/** Faults by command, each for a scope and a number of hits. */
export class Faults {
  private book: Fault[] = [];

  add(fault: NewFault): Fault {
    const added: Fault = {
      id: randomUUID(),
      kind: fault.kind,
      shop: fault.shop?.toLowerCase() ?? null,
      operation: fault.operation ?? null,
      topic: fault.topic ? fault.topic.toUpperCase().replaceAll("/", "_") : null,
      times: fault.times ?? 1,
      hits: 0,
      ms: fault.ms ?? null,
      status: fault.status ?? null,
      retryAfter: fault.retryAfter ?? null,
      beforeCommit: fault.beforeCommit ?? false,
    };
    this.book.push(added);
    return added;
  }

  all(): Fault[] {
    return this.book;
  }

  clear(): void {
    this.book = [];
  }

  /** The first fault that is due for a call, counted as hit. */
  takeForCall(shop: string, roots: string[]): Fault | null {
    const fault = this.book.find(
      (candidate) =>
        OF_CALLS.has(candidate.kind) &&
        candidate.times > 0 &&
        (candidate.shop === null || candidate.shop === shop) &&
        (candidate.operation === null || roots.includes(candidate.operation)),
    );
    if (!fault) return null;
    fault.times -= 1;
    fault.hits += 1;
    return fault;
  }

  /** Every fault that is due for a delivery, each counted as hit. */
  takeForTopic(shop: string, topic: string): Fault[] {
    const due = this.book.filter(
      (candidate) =>
        !OF_CALLS.has(candidate.kind) &&
        candidate.times > 0 &&
        (candidate.shop === null || candidate.shop === shop) &&
        (candidate.topic === null || candidate.topic === topic),
    );
    for (const fault of due) {
      fault.times -= 1;
      fault.hits += 1;
    }
    return due.map((fault) => ({ ...fault }));
  }
}
