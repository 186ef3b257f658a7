const sentences: Record<string, string> = {
  wrong: "E-mail and password do not match an account. Check both and try again.",
  disabled: "This account is disabled. Ask an owner of your organization.",
  unreachable: "The portal did not answer. Check your connection and try again.",
};

/** The sentence for a refused sign-in; `limited` carries when to try again in epoch milliseconds. */
export function signInSentence(code: string | null, now: Date): string {
  const limited = /^limited (\d+)$/.exec(code ?? "");
  if (limited) {
    const minutes = Math.max(1, Math.ceil((Number(limited[1]) - now.getTime()) / 60_000));
    return `Too many attempts. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;
  }
  return sentences[code ?? ""] ?? "Signing in failed on our side and was logged. Try again in a moment.";
}
