import { bigint, text, timestamp } from "drizzle-orm/pg-core";

/** An instant, stored as `timestamptz` and read as a JavaScript `Date` (milliseconds). */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** An amount in integer minor units; the currency is in another column of the row. */
export const minor = (name: string) => bigint(name, { mode: "number" });

/** The tenant of a row; the first column of every tenant table's primary key. */
export const organizationId = () => text("organization_id").notNull();
