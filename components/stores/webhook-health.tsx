import { Instant } from "@/components/format/instant";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { counted } from "@/lib/domain/values/counted";
import type { StoreHealth } from "@/lib/services/stores/read-store-health";

/** The webhooks of a store: whether they are set up, what was repaired, and what may be missing. */
export function WebhookHealth({ health, timeZone }: { health: StoreHealth; timeZone: string }) {
  const { webhooks, closedFor, installed, hasRole, outage, refusedRequests } = health;
  const { checkedAt, report } = webhooks;
  const checked = checkedAt && (
    <span className="text-muted">
      <span>Checked </span>
      <Instant at={checkedAt.toISOString()} timeZone={timeZone} />
      <span>; Crossdock checks daily, and after silence and outages.</span>
    </span>
  );
  return (
    <div className="grid gap-1">
      {!installed ? (
        <p className="text-muted">None without the app.</p>
      ) : closedFor !== null ? (
        <p className="text-red">
          {`They cannot be checked, because the shop refuses calls: ${remoteErrors[closedFor].label.toLowerCase()}. Crossdock checks them when the shop answers again.`}
        </p>
      ) : !hasRole ? (
        <p className="text-muted">None are needed until the store is connected with another store.</p>
      ) : report === null || checkedAt === null ? (
        <p className="text-muted">Not checked yet. Crossdock checks them within minutes.</p>
      ) : (
        <Found report={report} />
      )}
      {checked && <p>{checked}</p>}
      {report?.gap && (
        <p className="text-amber">
          <span>Webhooks were missing for some time (</span>
          <bdi translate="no">{report.gap.topics.join(", ")}</bdi>
          <span>), between </span>
          <Instant at={report.gap.from} timeZone={timeZone} />
          <span> and </span>
          <Instant at={report.gap.until} timeZone={timeZone} />
          <span>
            . Shopify does not send them later. An order of that time appears when it changes next; compare
            the store's orders with Shopify.
          </span>
        </p>
      )}
      {outage && (
        <p className="text-amber">
          <span>Crossdock did not run between </span>
          <Instant at={outage.from.toISOString()} timeZone={timeZone} />
          <span> and </span>
          <Instant at={outage.until.toISOString()} timeZone={timeZone} />
          <span>
            . Shopify repeats a webhook for about four hours; webhooks of a longer outage are lost until the
            order changes next.
          </span>
        </p>
      )}
      {refusedRequests > 0 && (
        <p className="text-muted">
          {`${counted(refusedRequests, "request")} of the last days named this shop and had a wrong signature, so nothing was stored. If webhooks are missing, the app's secret may have changed: enter the new secret on the page Apps. Otherwise the requests were not Shopify's, and nothing is to do.`}
        </p>
      )}
    </div>
  );
}

function Found({ report }: { report: NonNullable<StoreHealth["webhooks"]["report"]> }) {
  const { topics, created, changed, removed, refused, withoutScope } = report;
  const repaired = created.length + changed + removed;
  return (
    <>
      {refused.length === 0 ? (
        <p>{`All ${counted(topics.length, "webhook")} are set up.`}</p>
      ) : (
        <ul className="grid gap-0.5 text-red">
          {refused.map(({ topic, answer }) => (
            <li key={topic}>
              <span>Missing: </span>
              <bdi translate="no">{topic}</bdi>
              <span>. Shopify answered: </span>
              <bdi translate="no">{answer}</bdi>
            </li>
          ))}
        </ul>
      )}
      {withoutScope.length > 0 && (
        <p className="text-muted">
          <span>Left out, because no access scope allows them: </span>
          <bdi translate="no">{withoutScope.join(", ")}</bdi>
        </p>
      )}
      {repaired > 0 && (
        <p className="text-muted">
          {`The last check set up ${created.length}, changed ${changed} and removed ${removed}.`}
        </p>
      )}
    </>
  );
}
