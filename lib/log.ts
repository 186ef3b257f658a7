/** A line of structured log. Never put personal data, tokens or bodies into `fields`. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export type Log = {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
};

/** A logger that writes one JSON object a line to standard error. */
export function createLog(name: string): Log {
  const write = (level: string) => (message: string, fields?: LogFields) => {
    process.stderr.write(
      `${JSON.stringify({ level, at: new Date().toISOString(), name, message, ...fields })}\n`,
    );
  };
  return { info: write("info"), warn: write("warn"), error: write("error") };
}
