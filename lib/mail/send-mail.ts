import { createTransport } from "nodemailer";
import { describeError } from "@/lib/describe-error";
import type { Log } from "@/lib/log";

/** The mail server, as an `smtp:` or `smtps:` URL, and the sender. */
type MailSettings = { url: string; from: string };

/** How long the portal waits for the mail server before it says that the mail was not sent. */
const TIMEOUT_MS = 10_000;

/**
 * Sends one mail as plain text. A failure is logged without addresses and texts, because a link in them gives access.
 *
 * @returns whether the mail server accepted the mail
 */
export async function sendMail(
  log: Log,
  settings: MailSettings,
  mail: { to: string; subject: string; text: string },
): Promise<boolean> {
  const transport = createTransport({
    url: settings.url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is built from our own texts; it must not read files or URLs.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({ from: settings.from, ...mail });
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : describeError(error).error;
    log.error("a mail was not sent", { code });
    return false;
  } finally {
    transport.close();
  }
}
