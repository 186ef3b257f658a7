import { CopyButton } from "@/components/ui/copy-button";
import { customerData, customerDataReason } from "@/lib/domain/installations/customer-data";
import { codesOf } from "@/lib/domain/values/code-table";

/** The protected customer data that the app must request, each with the reason to enter. */
export function CustomerDataList() {
  return (
    <>
      <p className="mb-2 text-muted">
        Custom apps receive these fields without a review; a public app requests them. Without them Shopify
        leaves the fields empty, and suppliers cannot ship.
      </p>
      <dl className="grid gap-2">
        <Field label="Protected customer data" reason={customerDataReason} />
        {codesOf(customerData).map((field) => (
          <Field key={field} {...customerData[field]} />
        ))}
      </dl>
    </>
  );
}

function Field({ label, reason }: { label: string; reason: string }) {
  return (
    <div className="grid gap-x-4 md:grid-cols-[200px_minmax(0,1fr)]">
      <dt className="text-muted">{label}</dt>
      <dd className="flex items-start gap-1">
        <span className="min-w-0">{reason}</span>
        <CopyButton text={reason} label={`Copy the reason: ${label}`} />
      </dd>
    </div>
  );
}
