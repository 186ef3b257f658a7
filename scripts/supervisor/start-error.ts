import { ClusterError } from "@/db/embedded/cluster-error";

/** A reason not to start. Its message is a sentence for the user at the terminal. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** The text to print for an error: only the message of our own errors, the stack of any other. */
export function describeError(error: unknown): string {
  if (error instanceof StartError || error instanceof ClusterError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
