import { createInterface } from "node:readline/promises";

/**
 * Prompts on the terminal.
 *
 * @param options.hidden whether the answer is not echoed
 * @param options.otherwise what to do without a terminal, for the error
 */
export async function ask(
  question: string,
  options: { hidden?: boolean; otherwise: string },
): Promise<string> {
  if (!process.stdin.isTTY) throw new Error(`There is no terminal to prompt on. ${options.otherwise}`);
  process.stdout.write(question);
  if (options.hidden) return readHidden();
  const lines = createInterface({ input: process.stdin });
  try {
    return await lines.question("");
  } finally {
    lines.close();
  }
}

function readHidden(): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdin } = process;
    let text = "";
    const done = () => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off("data", onData);
      process.stdout.write("\n");
    };
    const onData = (chunk: Buffer) => {
      for (const character of chunk.toString("utf8")) {
        if (character === "\r" || character === "\n") {
          done();
          return resolve(text);
        }
        if (character === "\u0003") {
          done();
          return reject(new Error("Stopped. Nothing was changed."));
        }
        if (character === "\u007f" || character === "\b") text = [...text].slice(0, -1).join("");
        else text += character;
      }
    };
    stdin.setRawMode(true);
    stdin.resume();
    stdin.on("data", onData);
  });
}
