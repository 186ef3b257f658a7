import type { SignInRefusal } from "@/lib/auth/sign-in";

/** `unreachable`: the request got no answer. */
type Code = SignInRefusal | "unreachable";

/** The sentence for each refusal; `minutes` is the time until the next attempt may be made. */
const sentences: Record<Code, (minutes: number) => string> = {
  wrong: () => "E-mail and password do not match an account. Check both and try again.",
  disabled: () => "This account is disabled. Ask an owner of your organization.",
  limited: (minutes) => `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
  unavailable: () => "Signing in failed on our side and was logged. Try again in a moment.",
  unreachable: () => "The portal did not answer. Check your connection and try again.",
};

const isCode = (text: string): text is Code => Object.hasOwn(sentences, text);

/** The sentence for a refused sign-in. `limited` is followed by when to try again, in epoch milliseconds. */
export function signInSentence(refusal: string | null, now: Date): string {
  const [code = "", until] = (refusal ?? "").split(" ");
  const minutes = Math.max(1, Math.ceil((Number(until ?? 0) - now.getTime()) / 60_000));
  return sentences[isCode(code) ? code : "unavailable"](minutes);
}
