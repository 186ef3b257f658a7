/** A failure of the embedded PostgreSQL whose message is a sentence for the person at the terminal. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

const hasCode = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string";

/** The sentence for a full disk. */
export const diskFullSentence = (folder: string): string =>
  `The disk that holds ${folder} is full. Free about 200 MB there, or set CROSSDOCK_HOME to a folder on another disk, and start again.`;

/**
 * Turns an error of the file system into a `ClusterError` that says what to do.
 * Errors of another kind are returned as they are.
 */
export function explainFolderError(error: unknown, folder: string): unknown {
  if (!hasCode(error)) return error;
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return new ClusterError(diskFullSentence(folder), { cause: error });
    case "EACCES":
    case "EPERM":
      return new ClusterError(
        `The folder ${folder} cannot be written by this user. Give it to the user that runs Crossdock, or set CROSSDOCK_HOME to a folder that it may write, and start again.`,
        { cause: error },
      );
    case "EROFS":
      return new ClusterError(
        `The folder ${folder} lies on a read-only file system. Set CROSSDOCK_HOME to a folder that may be written, and start again.`,
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return new ClusterError(
        `${folder} cannot be a data folder, because it or a part of its path is a file. Move that file away or set CROSSDOCK_HOME to another folder, and start again.`,
        { cause: error },
      );
    case "ENOENT":
      return new ClusterError(
        `The folder ${folder} cannot be made there. Set CROSSDOCK_HOME to a folder that may be written, and start again.`,
        { cause: error },
      );
    default:
      return error;
  }
}

/**
 * The sentence for a server that did not come up.
 *
 * @param output what initdb or the server wrote
 * @param where the folder of the cluster, and the port it was told to use
 */
export function explainServerOutput(output: string, where: { folder: string; port: number }): string {
  if (/No space left on device|disk quota exceeded/i.test(output)) return diskFullSentence(where.folder);
  if (/could not bind .*Address already in use|Address already in use/i.test(output)) {
    return `Port ${where.port} is already taken on 127.0.0.1, so PostgreSQL cannot listen there. Stop the other program and start again.`;
  }
  if (/Permission denied|has wrong ownership|has invalid permissions/i.test(output)) {
    return `PostgreSQL may not use the folder ${where.folder}. Give it back to the user that made it, or set CROSSDOCK_HOME to another folder, and start again.`;
  }
  if (/database files are incompatible|initialized by PostgreSQL version/i.test(output)) {
    return `The data in ${where.folder} was made by another version of PostgreSQL. Run the version of Crossdock that made it, or set CROSSDOCK_HOME to another folder.`;
  }
  if (/could not (create|resize|map) .*shared memory|could not map anonymous shared memory/i.test(output)) {
    return "PostgreSQL did not get the shared memory that it needs. Free some memory and start again.";
  }
  const tail = output.trim().split("\n").slice(-5).join("\n");
  return `PostgreSQL did not start in ${where.folder}. It said:\n${tail || "(nothing)"}`;
}
