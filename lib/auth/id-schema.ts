import { z } from "zod";

/** An id of ours as a stranger may send it: prefixed text, never NUL or anything that PostgreSQL refuses. */
export const idSchema = z.string().regex(/^[\w-]{1,64}$/);
