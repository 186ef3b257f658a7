/** A webhook subscription that a shop should have. `topic` is a value of Shopify's enum. */
type WantedSubscription = { topic: string; uri: string; includeFields: readonly string[] };

/** A webhook subscription that a shop has. */
type PresentSubscription = WantedSubscription & { id: string };

/** The calls that bring a shop's subscriptions to what is wanted. */
type SubscriptionPlan = {
  create: WantedSubscription[];
  /** Subscriptions that get another address or other fields. */
  change: PresentSubscription[];
  /** Subscriptions at an old address of the portal whose topic is also sent to the current one. */
  remove: PresentSubscription[];
};

/** The path of Crossdock's webhook route, which is the same at every address of the portal. */
const OURS = /^\/api\/webhooks\/shopify\/[^/]+\/?$/;

/**
 * Compares the subscriptions that a shop should have with those that it has. A subscription at an old address of the
 * portal is moved to the current one, because Shopify would send its webhooks to nobody. Subscriptions at addresses
 * that are not Crossdock's, and topics that are not wanted, are left alone.
 */
export function planSubscriptions(
  wanted: readonly WantedSubscription[],
  present: readonly PresentSubscription[],
): SubscriptionPlan {
  const plan: SubscriptionPlan = { create: [], change: [], remove: [] };
  for (const want of wanted) {
    const ofTopic = present.filter(({ topic }) => topic === want.topic);
    const here = ofTopic.find(({ uri }) => uri === want.uri);
    const old = ofTopic.filter(({ uri }) => uri !== want.uri && isOurs(uri));
    const [moved, ...rest] = here ? [here, ...old] : old;
    if (!moved) plan.create.push(want);
    else if (moved !== here || !sameFields(moved, want)) plan.change.push({ ...want, id: moved.id });
    plan.remove.push(...rest);
  }
  return plan;
}

function isOurs(uri: string): boolean {
  return URL.canParse(uri) && OURS.test(new URL(uri).pathname);
}

function sameFields(one: WantedSubscription, other: WantedSubscription): boolean {
  return [...one.includeFields].sort().join() === [...other.includeFields].sort().join();
}
