import type { Cause, EffectKind } from "../state/log-types";
import type { Store } from "../state/store";

/**
 * Records what really happened in the shops: each change once, in order, with its cause. An entry belongs to the
 * same commit as its change.
 */
export class History {
  private cause: Cause = { by: "shop" };
  /** Number of the next effect. */
  next: number;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.next = store.all("effect").reduce((highest, { seq }) => Math.max(highest, seq), 0) + 1;
  }

  /** Runs a function and records its effects with this cause. */
  causedBy<Result>(cause: Cause, run: () => Result): Result {
    const outer = this.cause;
    this.cause = cause;
    try {
      return run();
    } finally {
      this.cause = outer;
    }
  }

  /** Records one effect. */
  record(
    order: { shop: string; id: string | null },
    kind: EffectKind,
    details: Record<string, unknown> = {},
  ): void {
    const { cause } = this;
    const seq = this.next;
    this.next += 1;
    this.store.put("effect", String(seq), {
      seq,
      time: this.now().toISOString(),
      shop: order.shop,
      kind,
      orderId: order.id,
      by: cause.by,
      request: cause.by === "app" ? cause.request : null,
      details,
    });
  }

  /** Numbers of all effects from `first` on. */
  since(first: number): number[] {
    return Array.from({ length: this.next - first }, (_, index) => first + index);
  }
}
