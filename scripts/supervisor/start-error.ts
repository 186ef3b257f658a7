import { ClusterError } from "@/db/embedded/cluster-error";

/** A refusal to start whose message is a sentence for the person at the terminal. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** What to print for an error: only the sentence where there is one, else everything that is known. */
export function describeError(error: unknown): string {
  if (error instanceof StartError || error instanceof ClusterError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
