import { CopyButton } from "@/components/ui/copy-button";

/** Whether a link was mailed, in words. */
const mailSentences = {
  mailed: "The link was also mailed.",
  not_mailed: "The mail server did not accept the mail. Copy the link and send it yourself.",
  no_mail_server: "Copy the link and send it yourself: no mail server is set up (SMTP_URL).",
};

export type ShownLinkProps = {
  about: string;
  url: string;
  mailed: keyof typeof mailSentences;
};

/** A link that cannot be shown again, with a button to copy it. */
export function ShownLink({ about, url, mailed }: ShownLinkProps) {
  return (
    <div role="status" className="grid gap-2 rounded border bg-sunken px-3 py-2.5">
      <p>{about} It is shown only now.</p>
      <p className="flex items-start gap-2">
        <code translate="no" className="min-w-0 flex-1 font-mono text-[12.5px] break-all">
          {url}
        </code>
        <CopyButton text={url} label="Copy the link" />
      </p>
      <p className="text-[12.5px] text-muted">{mailSentences[mailed]}</p>
    </div>
  );
}
