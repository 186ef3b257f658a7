import type { Shop } from "../state/shop-types";

interface Level {
  available: number;
  at: number;
}

/** Leaky buckets of query cost points, one per app and shop. Points are restored over time. */
export class Buckets {
  private readonly levels = new Map<string, Level>();

  constructor(private readonly now: () => Date) {}

  private level(shop: Shop, clientId: string): Level {
    const key = `${clientId}\n${shop.domain}`;
    const now = this.now().getTime();
    const level = this.levels.get(key) ?? { available: shop.bucket.maximumAvailable, at: now };
    const restored = (Math.max(0, now - level.at) / 1_000) * shop.bucket.restoreRate;
    level.available = Math.min(shop.bucket.maximumAvailable, level.available + restored);
    level.at = now;
    this.levels.set(key, level);
    return level;
  }

  /** Takes the points if enough are available. */
  take(shop: Shop, clientId: string, points: number): boolean {
    const level = this.level(shop, clientId);
    if (level.available < points) return false;
    level.available -= points;
    return true;
  }

  /** Gives back the requested points that a call did not use. */
  giveBack(shop: Shop, clientId: string, points: number): void {
    const level = this.level(shop, clientId);
    level.available = Math.min(shop.bucket.maximumAvailable, level.available + Math.max(0, points));
  }

  status(shop: Shop, clientId: string) {
    return {
      maximumAvailable: shop.bucket.maximumAvailable,
      currentlyAvailable: Math.floor(this.level(shop, clientId).available),
      restoreRate: shop.bucket.restoreRate,
    };
  }

  /** Takes all points, as another client of the same app could. */
  drain(shop: Shop, clientId: string): void {
    this.level(shop, clientId).available = 0;
  }

  clear(): void {
    this.levels.clear();
  }
}

/** Points per second by plan. The bucket holds the points of twenty seconds. */
export function bucketOf(plan: string) {
  const name = plan.toLowerCase();
  const restoreRate = name.includes("plus") ? 1_000 : name.includes("advanced") ? 200 : 100;
  return { maximumAvailable: restoreRate * 20, restoreRate };
}

/** Whether the plan limits `orderCreate` to five orders per minute. */
export function limitsOrderCreate(plan: string): boolean {
  return ["development", "trial"].includes(plan.toLowerCase());
}
