import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { connection, store } from "@/db/schema/store";

/** The two stores of a connection, for queries that join them. */
export const destination = alias(store, "destination");
export const source = alias(store, "source");

/** The condition by which a connection's destination store is joined to it. */
export const ofDestination = and(
  eq(destination.organizationId, connection.organizationId),
  eq(destination.id, connection.destinationStoreId),
);

/** The condition by which a connection's source store is joined to it. */
export const ofSource = and(
  eq(source.organizationId, connection.organizationId),
  eq(source.id, connection.sourceStoreId),
);
