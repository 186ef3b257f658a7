import { describeError } from "@/scripts/supervisor/start-error";
import { intake } from "./intake";
import { jobs } from "./jobs";
import { ledger } from "./ledger";
import { live } from "./live";
import { ordersList } from "./orders-list";
import { push } from "./push";
import { refresh } from "./refresh";

/** The benchmarks by name. They measure and print; they do not test. */
const benches: Record<string, (options: { json: boolean; rows: number | null }) => Promise<void>> = {
  intake,
  jobs,
  ledger,
  live,
  "orders-list": ordersList,
  push,
  refresh,
};

const args = process.argv.slice(2);
const name = args.find((arg) => !arg.startsWith("-")) ?? "";
const rows = args.map((arg) => /^--rows=(\d+)$/.exec(arg)?.[1]).find((value) => value !== undefined);
const unknown = args.filter((arg) => arg !== name && arg !== "--json" && arg !== `--rows=${rows}`);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;

if (!bench || unknown.length > 0) {
  console.error(
    `Usage: npm run bench -- <name> [--json] [--rows=<attempts, for ledger>]. Benchmarks: ${Object.keys(benches).join(", ")}.`,
  );
  process.exitCode = 2;
} else {
  try {
    await bench({ json: args.includes("--json"), rows: rows === undefined ? null : Number(rows) });
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = 1;
  }
}
