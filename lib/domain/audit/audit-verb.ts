import { entryOf } from "@/lib/domain/values/code-table";
import { readable } from "@/lib/domain/values/readable";

/** What an audit entry records: a noun, a dot, and a past participle with what it needs. */
export type AuditVerb =
  | "app.distribution_changed"
  | "app.exchange_requested"
  | "app.registered"
  | "app.secret_rotated"
  | "app.tokens_changed"
  | "connection.approved"
  | "connection.blocked"
  | "connection.created"
  | "connection.disconnected"
  | "connection.paused"
  | "connection.refused"
  | "connection.requested"
  | "connection.resumed"
  | "connection.unblocked"
  | "invitation.revoked"
  | "leg.created"
  | "leg.declared_absent"
  | "leg.duplicate_found"
  | "leg.ended"
  | "leg.found"
  | "leg.linked"
  | "leg.look_up_requested"
  | "leg.marked_uncertain"
  | "leg.offered_next"
  | "leg.proved_absent"
  | "leg.recalled"
  | "leg.refused"
  | "leg.retried"
  | "leg.skipped"
  | "leg.source_order_changed"
  | "leg.source_order_named"
  | "leg.superseded"
  | "mapping.changed"
  | "member.changed"
  | "member.disabled"
  | "member.enabled"
  | "member.invited"
  | "member.joined"
  | "member.reset_link_created"
  | "merchant.archived"
  | "merchant.created"
  | "merchant.renamed"
  | "merchant.unarchived"
  | "order.address_changed"
  | "order.changed"
  | "order.changes_acknowledged"
  | "order.deleted"
  | "order.held"
  | "order.held_after_push"
  | "order.hold_released"
  | "order.other_app_dismissed"
  | "order.other_app_found"
  | "order.over_pushed"
  | "order.payment_ended"
  | "order.received"
  | "order.risk_raised"
  | "order.shipped_early"
  | "order.shipping_changed"
  | "orders.exported"
  | "push.requested"
  | "run.cancel_requested"
  | "run.retry_requested"
  | "sending.resumed"
  | "sending.stopped"
  | "store.automatic_push_started"
  | "store.claimed"
  | "store.disconnected"
  | "store.key_changed"
  | "store.paused"
  | "store.reconnected"
  | "store.renamed"
  | "store.resumed"
  | "store.settings_changed"
  | "view.changed"
  | "view.deleted"
  | "view.saved";

type AuditVerbEntry = {
  /** What happened, without an actor. */
  label: string;
  /** What a user did, after the user's name; null where the entry follows from another act of the user. */
  byUser: string | null;
};

/** Each verb in words. */
export const auditVerbs: Readonly<Record<AuditVerb, AuditVerbEntry>> = {
  "app.distribution_changed": {
    label: "Distribution of a Shopify app changed",
    byUser: "changed the distribution of a Shopify app",
  },
  "app.exchange_requested": {
    label: "Exchange of permanent tokens requested",
    byUser: "requested to exchange the permanent tokens of a Shopify app",
  },
  "app.registered": { label: "Shopify app registered", byUser: "registered a Shopify app" },
  "app.secret_rotated": {
    label: "Secret of a Shopify app replaced",
    byUser: "replaced the secret of a Shopify app",
  },
  "app.tokens_changed": {
    label: "Tokens of a Shopify app changed",
    byUser: "changed which tokens a Shopify app asks for",
  },
  "connection.approved": { label: "Connection approved", byUser: "approved a connection" },
  "connection.blocked": { label: "Connection blocked", byUser: "blocked a connection" },
  "connection.created": { label: "Stores connected", byUser: "connected two stores" },
  "connection.disconnected": { label: "Stores disconnected", byUser: "disconnected two stores" },
  "connection.paused": { label: "Connection paused", byUser: "paused a connection" },
  "connection.refused": { label: "Connection refused", byUser: "refused a connection" },
  "connection.requested": { label: "Connection requested", byUser: "requested a connection" },
  "connection.resumed": { label: "Connection resumed", byUser: "resumed a connection" },
  "connection.unblocked": { label: "Connection unblocked", byUser: "unblocked a connection" },
  "invitation.revoked": { label: "Invitation revoked", byUser: "revoked an invitation" },
  "leg.created": { label: "Source order created", byUser: null },
  "leg.declared_absent": {
    label: "Source order declared absent",
    byUser: "declared that the source order does not exist",
  },
  "leg.duplicate_found": { label: "A second source order with the same mark was found", byUser: null },
  "leg.ended": { label: "The supplier ended the source order", byUser: null },
  "leg.found": { label: "Source order found", byUser: null },
  "leg.linked": {
    label: "Source order of another app linked",
    byUser: "linked the source order that another app created",
  },
  "leg.look_up_requested": { label: "Look-up requested", byUser: "requested a look-up of the source order" },
  "leg.marked_uncertain": { label: "Uncertain whether the source order was created", byUser: null },
  "leg.offered_next": { label: "Offered to the next supplier", byUser: null },
  "leg.proved_absent": { label: "Proved that no source order was created", byUser: null },
  "leg.recalled": { label: "Source order cancelled as requested", byUser: null },
  "leg.refused": { label: "Source order refused", byUser: null },
  "leg.retried": { label: "Send retried", byUser: "retried a send" },
  "leg.skipped": { label: "Send given up", byUser: "gave up a send" },
  "leg.source_order_changed": { label: "The supplier changed its order", byUser: null },
  "leg.source_order_named": { label: "Source order named", byUser: "named the source order" },
  "leg.superseded": { label: "Planned send withdrawn", byUser: null },
  "mapping.changed": { label: "Mapping changed", byUser: "changed a mapping" },
  "member.changed": { label: "Member changed", byUser: "changed the role or merchants of a member" },
  "member.disabled": { label: "Member's access ended", byUser: "ended the access of a member" },
  "member.enabled": { label: "Member's access restored", byUser: "restored the access of a member" },
  "member.invited": { label: "Member invited", byUser: "invited a member" },
  "member.joined": { label: "Member joined", byUser: "joined the organization" },
  "member.reset_link_created": {
    label: "Link to reset a password created",
    byUser: "created a link to reset a member's password",
  },
  "merchant.archived": { label: "Merchant archived", byUser: "archived a merchant" },
  "merchant.created": { label: "Merchant created", byUser: "created a merchant" },
  "merchant.renamed": { label: "Merchant renamed", byUser: "renamed a merchant" },
  "merchant.unarchived": {
    label: "Merchant taken out of the archive",
    byUser: "took a merchant out of the archive",
  },
  "order.address_changed": { label: "The shipping address changed after the push", byUser: null },
  "order.changed": { label: "Change read from its store", byUser: null },
  "order.changes_acknowledged": { label: "Changes acknowledged", byUser: "acknowledged changes" },
  "order.deleted": { label: "Deleted in its store", byUser: null },
  "order.held": { label: "Order held", byUser: "held the order" },
  "order.held_after_push": { label: "Shopify holds units that were pushed", byUser: null },
  "order.hold_released": { label: "Hold released", byUser: "released the hold" },
  "order.other_app_dismissed": {
    label: "Another app's order dismissed",
    byUser: "said that another app's order is not the same order",
  },
  "order.other_app_found": { label: "An order of another app was found that looks the same", byUser: null },
  "order.over_pushed": { label: "More units are pushed than the order needs", byUser: null },
  "order.payment_ended": { label: "The payment ended after the push", byUser: null },
  "order.received": { label: "Received from its store", byUser: null },
  "order.risk_raised": { label: "A risk of fraud was reported after the push", byUser: null },
  "order.shipped_early": { label: "Units were shipped here before the supplier", byUser: null },
  "order.shipping_changed": { label: "The shipping method changed after the push", byUser: null },
  "orders.exported": { label: "Orders exported", byUser: "exported orders" },
  "push.requested": { label: "Automatic push", byUser: "requested a push" },
  "run.cancel_requested": {
    label: "Cancellation of a job requested",
    byUser: "requested to cancel a job of this order",
  },
  "run.retry_requested": {
    label: "Retry of a job requested",
    byUser: "requested to retry a job of this order",
  },
  "sending.resumed": { label: "Emergency stop lifted", byUser: "lifted an emergency stop" },
  "sending.stopped": { label: "Emergency stop begun", byUser: "began an emergency stop" },
  "store.automatic_push_started": {
    label: "Automatic push started",
    byUser: "started automatic push of a store",
  },
  "store.claimed": { label: "Store claimed", byUser: "claimed a store" },
  "store.disconnected": { label: "Store disconnected", byUser: "disconnected a store" },
  "store.key_changed": { label: "Store key changed", byUser: "changed the key of a store" },
  "store.paused": { label: "Store paused", byUser: "paused a store" },
  "store.reconnected": { label: "Store connected again", byUser: "connected a store again" },
  "store.renamed": { label: "The shop has another domain", byUser: null },
  "store.resumed": { label: "Store resumed", byUser: "resumed a store" },
  "store.settings_changed": { label: "Store settings changed", byUser: "changed the settings of a store" },
  "view.changed": { label: "View changed", byUser: "changed a view" },
  "view.deleted": { label: "View deleted", byUser: "deleted a view" },
  "view.saved": { label: "View saved", byUser: "saved a view" },
};

/** An audit entry as a sentence without a full stop; a verb of another version is made readable. */
export function auditSentence(entry: { verb: string; actorKind: string; actorLabel: string }): string {
  const known = entryOf(auditVerbs, entry.verb);
  const label = known?.label ?? readable(entry.verb.replace(".", " "));
  if (entry.actorKind !== "user") return label;
  if (known === null) return `${entry.actorLabel}: ${label}`;
  return known.byUser === null ? label : `${entry.actorLabel} ${known.byUser}`;
}
