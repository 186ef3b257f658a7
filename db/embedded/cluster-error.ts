/** A failure of the embedded PostgreSQL. Its message is a sentence for the user at the terminal. */
export class ClusterError extends Error {
  override readonly name = "ClusterError";
}

const hasCode = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string";

/** The message for a full disk. */
export const diskFullSentence = (folder: string): string =>
  `The disk that holds ${folder} is full. Free about 200 MB there, or set CROSSDOCK_HOME to a folder on another disk, and start again.`;

/**
 * Turns a file system error into a `ClusterError` that says what to do.
 * Other errors are returned unchanged.
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
        `This user has no permission to write to the folder ${folder}. Change the owner of the folder to this user, or set CROSSDOCK_HOME to a writable folder, and start again.`,
        { cause: error },
      );
    case "EROFS":
      return new ClusterError(
        `The folder ${folder} is on a read-only file system. Set CROSSDOCK_HOME to a writable folder, and start again.`,
        { cause: error },
      );
    case "ENOTDIR":
    case "EEXIST":
      return new ClusterError(
        `${folder} cannot be a data folder, because it or a part of its path is a file. Move that file, or set CROSSDOCK_HOME to another folder, and start again.`,
        { cause: error },
      );
    case "ENOENT":
      return new ClusterError(
        `The folder ${folder} cannot be created. Set CROSSDOCK_HOME to a writable folder, and start again.`,
        { cause: error },
      );
    default:
      return error;
  }
}

/**
 * The message for a server that did not start.
 *
 * @param output the output of initdb or of the server
 * @param where the folder of the cluster, and the port that the server was to listen on
 */
export function explainServerOutput(output: string, where: { folder: string; port: number }): string {
  if (/No space left on device|disk quota exceeded/i.test(output)) return diskFullSentence(where.folder);
  if (/could not bind .*Address already in use|Address already in use/i.test(output)) {
    return `Port ${where.port} is already taken on 127.0.0.1, so PostgreSQL cannot listen there. Stop the other program and start again.`;
  }
  if (/Permission denied|has wrong ownership|has invalid permissions/i.test(output)) {
    return `PostgreSQL has no access to the folder ${where.folder}. Change the owner back to the user that created it, or set CROSSDOCK_HOME to another folder, and start again.`;
  }
  if (/database files are incompatible|initialized by PostgreSQL version/i.test(output)) {
    return `The data in ${where.folder} was created by another version of PostgreSQL. Run the version of Crossdock that created it, or set CROSSDOCK_HOME to another folder.`;
  }
  if (/could not (create|resize|map) .*shared memory|could not map anonymous shared memory/i.test(output)) {
    return "PostgreSQL could not allocate the shared memory that it needs. Free some memory and start again.";
  }
  const tail = output.trim().split("\n").slice(-5).join("\n");
  return `PostgreSQL did not start in ${where.folder}. Its last output:\n${tail || "(no output)"}`;
}
