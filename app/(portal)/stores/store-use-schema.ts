import { z } from "zod";
import { idSchema } from "@/lib/web/id-schema";

/** What a store is for. */
export const rolesSchema = z
  .array(z.enum(["destination", "source"]))
  .min(1)
  .max(2);

/** Whose store it is: no merchant's, a known one's, or a new one's. */
export const merchantSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("known"), id: idSchema }),
  z.object({
    kind: z.literal("new"),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .refine((text) => !text.includes("\u0000")),
  }),
]);
