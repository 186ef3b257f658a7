/** Codes of the refusals that every action and route may answer. */
type RefusalCode = "signed_out" | "forbidden" | "foreign_origin" | "invalid_input" | "not_found" | "unknown";

export type Refusal = { code: RefusalCode; message: string };

const messages: Record<RefusalCode, string> = {
  signed_out: "You are signed out. Sign in again; nothing was changed.",
  forbidden: "Your role does not allow this. Ask an owner or admin of your organization.",
  foreign_origin: "This request did not come from the portal's own pages. Reload the page and try again.",
  invalid_input: "The portal could not read this request. Reload the page and try again.",
  not_found: "There is nothing here, or you may not see it.",
  unknown: "Something failed on our side and was logged. Nothing is known to have changed; try again.",
};

const statuses: Record<RefusalCode, number> = {
  signed_out: 401,
  forbidden: 403,
  foreign_origin: 403,
  invalid_input: 400,
  not_found: 404,
  unknown: 500,
};

/** The one sentence of a refusal. */
export function refusal(code: RefusalCode): Refusal {
  return { code, message: messages[code] };
}

/** The HTTP status of a refusal. */
export function statusOf(code: RefusalCode): number {
  return statuses[code];
}
