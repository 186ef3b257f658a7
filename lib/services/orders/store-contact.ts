import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { order, orderContact } from "@/db/schema/order";
import { problem } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { problemsGoneBy } from "@/lib/domain/installations/problem";
import { linePropertiesOf } from "@/lib/domain/orders/line-properties";
import type { ContactSnapshot, OrderSnapshot } from "@/lib/domain/orders/order";
import { hasPersonalData, isWithheld, keepKnown, nextReread } from "@/lib/domain/orders/withheld-contact";
import { contentHash } from "@/lib/services/core/content-hash";
import { newId } from "@/lib/services/core/new-id";
import { openProblem } from "@/lib/services/installations/open-problem";

/** What a read shows of an order's customer data. */
type SeenContact = {
  contact: ContactSnapshot;
  denied: readonly string[];
  withheld: boolean;
  /** It shows a person, and nothing of that is withheld. */
  shows: boolean;
};

/**
 * Compares the customer data of a read with what is known of the order and its store, to tell withheld data from data
 * that is not there. Locks nothing.
 */
export async function seeContact(
  tx: Tx,
  scope: Scope,
  { storeId, orderGid }: { storeId: string; orderGid: string },
  { contact, withheld: denied }: OrderSnapshot,
): Promise<SeenContact> {
  const complete = { contact, denied, withheld: false, shows: true };
  if (denied.length === 0 && hasPersonalData(contact)) return complete;
  const [known] = await tx
    .select({ contact: orderContact })
    .from(order)
    .innerJoin(
      orderContact,
      and(eq(orderContact.organizationId, order.organizationId), eq(orderContact.id, order.contactId)),
    )
    .where(
      and(
        eq(order.organizationId, scope.organizationId),
        eq(order.storeId, storeId),
        eq(order.shopifyGid, orderGid),
      ),
    );
  const storeWithholds = await isWithholding(tx, scope, storeId);
  const withheld = isWithheld({ contact, denied }, known ? contactOf(known.contact) : null, storeWithholds);
  return { contact, denied, withheld, shows: false };
}

/** Whether the store has the open problem that Shopify withholds its customer data. */
async function isWithholding(tx: Tx, scope: Scope, storeId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: problem.id })
    .from(problem)
    .where(
      and(
        eq(problem.organizationId, scope.organizationId),
        eq(problem.storeId, storeId),
        inArray(problem.kind, problemsGoneBy("full_read")),
        isNull(problem.clearedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Opens the one problem of a store whose customer data Shopify withholds.
 *
 * Proved by tests/faults/withheld/withheld-data.test.ts.
 */
export async function reportWithheld(
  tx: Tx,
  scope: Scope,
  { storeId, denied, at }: { storeId: string; denied: readonly string[]; at: Date },
): Promise<void> {
  const data = denied.length > 0 ? { fields: denied.join(", ") } : {};
  await openProblem(tx, scope, { storeId, kind: "customer_data_withheld", data, at });
}

type WithheldDates = { withheldSince: Date | null; contactAsOf: Date | null; rereadAt: Date | null };

const shown: WithheldDates = { withheldSince: null, contactAsOf: null, rereadAt: null };

/** The dates of an order whose data is withheld. `wasKnown`: the stored contact shows a person. */
function datesOf(
  row: { readAt: Date; withheldSince: Date | null; contactAsOf: Date | null },
  wasKnown: boolean,
  beganAt: Date,
): WithheldDates {
  const withheldSince = row.withheldSince ?? beganAt;
  const first = row.withheldSince === null;
  const contactAsOf = first ? (wasKnown ? row.readAt : null) : row.contactAsOf;
  return { withheldSince, contactAsOf, rereadAt: nextReread(withheldSince, beganAt) };
}

/**
 * Stores the contact of a read. Contacts are immutable versions: a changed contact becomes a new row. Of withheld data
 * the known version is kept, with the time of the read that showed it.
 *
 * @param given.row the order's row, locked
 * @returns the columns of the order that say which version is current, of when it is, and when to read it again
 */
export async function storeContact(
  tx: Tx,
  scope: Scope,
  given: {
    row: {
      id: string;
      contactId: string;
      readAt: Date;
      withheldSince: Date | null;
      contactAsOf: Date | null;
    };
    snapshot: OrderSnapshot;
    seen: SeenContact;
    beganAt: Date;
    at: Date;
  },
): Promise<{ contactId: string } & WithheldDates> {
  const { row, snapshot, seen, beganAt, at } = given;
  const [current] = await tx
    .select()
    .from(orderContact)
    .where(and(eq(orderContact.organizationId, scope.organizationId), eq(orderContact.id, row.contactId)));
  const known = current ? contactOf(current) : null;
  const contact = seen.withheld ? keepKnown(seen, known) : seen.contact;
  const lineProperties = linePropertiesOf(snapshot.lines);
  const hasProperties = Object.keys(lineProperties).length > 0;
  const hash = contentHash({ ...contact, ...(hasProperties ? { lineProperties } : {}) });
  const wasKnown = known !== null && hasPersonalData(known);
  const dates = seen.withheld ? datesOf(row, wasKnown, beganAt) : shown;
  if (current?.hash === hash) return { contactId: current.id, ...dates };
  const id = newId("con");
  await tx.insert(orderContact).values({
    organizationId: scope.organizationId,
    id,
    orderId: row.id,
    createdAt: at,
    ...contact,
    lineProperties,
    hash,
  });
  return { contactId: id, ...dates };
}

function contactOf(row: typeof orderContact.$inferSelect): ContactSnapshot {
  const { customerName, email, phone, note, attributes } = row;
  const { shippingAddress = null, billingAddress = null } = row;
  return { customerName, email, phone, note, attributes, shippingAddress, billingAddress };
}
