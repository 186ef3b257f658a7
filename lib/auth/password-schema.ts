import { z } from "zod";
import { PASSWORD_MIN } from "@/lib/domain/people/password-rule";

const withoutNul = (text: string) => !text.includes("\u0000");

/** A new password: at least 12 characters, any characters. */
export const newPasswordSchema = z
  .string()
  .min(PASSWORD_MIN, `The password needs at least ${PASSWORD_MIN} characters.`)
  .max(500, "The password has more than 500 characters.")
  .refine(withoutNul, "The password contains a character that cannot be stored.");
