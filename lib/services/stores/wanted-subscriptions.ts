import { contentHash } from "@/lib/services/core/content-hash";
import { topics } from "@/lib/services/intake/topics/topics";

/**
 * A digest of everything that decides the subscriptions of a shop, beside its roles and access scopes: the topics of this
 * version and the portal's URL. A shop with another digest is checked.
 *
 * Proved by `tests/http/store-health/check-shop.test.ts`.
 */
export function wantedSubscriptions(origin: string): string {
  return contentHash({
    origin,
    topics: topics.map(({ subscription, includeFields, destination, source, anyScope }) => [
      ...[subscription, destination, source],
      includeFields,
      anyScope ?? [],
    ]),
  });
}
