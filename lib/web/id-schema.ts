import { z } from "zod";

/** An id of ours as a stranger may send it: prefixed text, never NUL or anything that PostgreSQL refuses. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/);

/** Up to a hundred ids with commas between them, as they stand in an address. */
export const idListSchema = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(idSchema).min(1).max(100));
