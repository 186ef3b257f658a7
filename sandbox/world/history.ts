import type { Cause, EffectKind } from "../state/log-types";
import type { Store } from "../state/store";

/**
 * The judge's own account of what really happened in the shops: each change once, in order, with who caused it.
 * It is written in the commit of the change itself.
 */
export class History {
  private cause: Cause = { by: "shop" };
  /** Number of the effect that comes next. */
  next: number;

  constructor(
    private readonly store: Store,
    private readonly now: () => Date,
  ) {
    this.next = store.all("effect").reduce((highest, { seq }) => Math.max(highest, seq), 0) + 1;
  }

  /** Runs something, and puts what happens meanwhile down to this cause. */
  causedBy<Result>(cause: Cause, run: () => Result): Result {
    const outer = this.cause;
    this.cause = cause;
    try {
      return run();
    } finally {
      this.cause = outer;
    }
  }

  /** Records one effect on an order. */
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

  /** Numbers of what was recorded since a number was next. */
  since(first: number): number[] {
    return Array.from({ length: this.next - first }, (_, index) => first + index);
  }
}
