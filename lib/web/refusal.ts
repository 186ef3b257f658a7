import { type Permission, permissionLabels } from "@/lib/domain/people/role";

/** Codes of the refusals that every action and route may answer. */
export type RefusalCode =
  | "signed_out"
  | "forbidden"
  | "foreign_origin"
  | "invalid_input"
  | "not_found"
  | "unknown";

export type Refusal = { code: RefusalCode; message: string };

/** The HTTP status and the message of each refusal; `needed` is the permission that the request needs. */
const refusals: Record<RefusalCode, { status: number; message: (needed: Permission) => string }> = {
  signed_out: {
    status: 401,
    message: () => "You are signed out. Sign in again; nothing was changed.",
  },
  forbidden: {
    status: 403,
    message: (needed) =>
      `Your role does not allow you to ${permissionLabels[needed]}. Ask an owner or admin of your organization.`,
  },
  foreign_origin: {
    status: 403,
    message: () => "This request did not come from the portal's own pages. Reload the page and try again.",
  },
  invalid_input: {
    status: 400,
    message: () => "The portal could not read this request. Reload the page and try again.",
  },
  not_found: {
    status: 404,
    message: () => "The object does not exist, or you do not have access to it.",
  },
  unknown: {
    status: 500,
    message: () =>
      "Something failed on our side and was logged. It is not known whether anything changed; reload the page to see.",
  },
};

/** A refusal with its message for the user. */
export function refusal(code: RefusalCode, needed: Permission): Refusal {
  return { code, message: refusals[code].message(needed) };
}

/** The HTTP status of a refusal. */
export function statusOf(code: RefusalCode): number {
  return refusals[code].status;
}
