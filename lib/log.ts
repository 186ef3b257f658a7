/** The fields of a structured log line. Never put personal data, tokens or bodies into them. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export type Log = {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

/** Creates a logger that writes one JSON object per line to standard error. */
export function createLog(name: string): Log {
  const write = (level: string) => (message: string, fields?: LogFields) => {
    process.stderr.write(
      `${JSON.stringify({ level, at: new Date().toISOString(), name, message, ...fields })}\n`,
    );
  };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
