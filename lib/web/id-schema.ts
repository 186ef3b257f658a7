import { z } from "zod";

/** An id in untrusted input. Excludes NUL and everything else that PostgreSQL refuses in a text. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/);

/** Up to 100 ids, separated by commas, in a URL. */
export const idListSchema = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(idSchema).min(1).max(100));
