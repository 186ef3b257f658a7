import type postgres from "postgres";
import { type Database, openDatabase } from "@/db/client";
import type { Scheduler } from "./scheduler";
import { transactionPool, type Work } from "./transaction-pool";

type Thenable = { then: (ok?: unknown, no?: unknown) => unknown };

export type GatedDatabase = Database & {
  close(): Promise<void>;
};

/** Statements that may take a lock. From the first one on, a transaction runs to its end without a gate. */
const LOCKS = /^\s*(insert|update|delete|with)\b|\bfor (no key )?(update|share)\b|advisory/i;
const WRITES_OUTBOX = /insert into "?outbox/i;
const READS_CLOCK = /clock_timestamp|now\(\)/i;

/** Thrown inside the open transaction of a process that dies, so that the driver rolls it back. */
class ProcessDied extends Error {}

/**
 * Opens the product's database with gates: before and after each transaction, within it until it holds a lock, and
 * before each statement outside of a transaction. The transaction of a process that dies is rolled back.
 *
 * @param around.syncClock sets the database's clock to the virtual time
 * @param around.onOutbox called when a committed transaction has written to the outbox
 */
export async function gatedDatabase(
  url: string,
  scheduler: Scheduler,
  around: { connections: number; syncClock: () => Promise<void>; onOutbox: () => void },
): Promise<GatedDatabase> {
  // Without the product's session settings: here a transaction may be idle while other actors have their turns.
  // One connection remains for statements outside of transactions.
  const db = openDatabase(url, { max: around.connections + 1, name: "simulation", session: {} });
  const { sql } = db;
  const pool = await transactionPool(sql, around.connections);
  const unsafe = sql.unsafe.bind(sql);

  const transaction = async (work: Work): Promise<unknown> => {
    const actor = scheduler.current();
    if (!actor) return pool.begin(work);
    const verb = verbOf();
    await scheduler.gate(`${verb}: before its transaction`);
    let wrote = false;
    const result = await new Promise((resolve, reject) => {
      const run = pool.begin((tx) => {
        gateStatements(tx, {
          gate: () => scheduler.gate(`${verb}: within its transaction`),
          onOutbox: () => {
            wrote = true;
          },
        });
        const died = new Promise<never>((_resolve, fail) => {
          actor.abandon = async () => {
            fail(new ProcessDied());
            await run.catch(() => {});
          };
        });
        return Promise.race([work(tx), died]);
      });
      run.then(resolve, (error) => {
        if (!(error instanceof ProcessDied)) reject(error);
      });
    }).finally(() => {
      actor.abandon = null;
    });
    if (wrote) around.onOutbox();
    await scheduler.gate(`${verb}: after its transaction`);
    return result;
  };

  const single = <Query>(query: Query, text: string): Query => {
    const actor = scheduler.current();
    const timed = READS_CLOCK.test(text);
    if ((!actor && !timed) || text.startsWith("begin")) return query;
    const verb = actor ? verbOf() : "";
    return gated(query, async () => {
      if (actor) await scheduler.gate(`${verb}: before its statement`);
      if (timed) await around.syncClock();
      if (WRITES_OUTBOX.test(text)) around.onOutbox();
    });
  };

  Object.assign(sql, {
    begin: transaction,
    unsafe: (text: string, values: never[], options: object) =>
      single(unsafe(text, values, { ...options, prepare: true }), text),
  });
  const template = new Proxy(sql, {
    apply: (target, self, args: [TemplateStringsArray | unknown]) => {
      const query = Reflect.apply(target, self, args);
      const [first] = args;
      return Array.isArray(first) && "raw" in first ? single(query, first.join("?")) : query;
    },
  });
  return {
    get sql() {
      return template;
    },
    get orm() {
      return db.orm;
    },
    listen: db.listen,
    close: async () => {
      pool.release();
      await sql.end({ timeout: 5 });
    },
  };
}

/** Adds a gate before each statement of a transaction, up to the first statement that may take a lock. */
function gateStatements(
  tx: postgres.TransactionSql,
  { gate, onOutbox }: { gate: () => Promise<void>; onOutbox: () => void },
): void {
  let first = true;
  let locked = false;
  const plain = tx.unsafe.bind(tx);
  tx.unsafe = ((text: string, values: never[]) => {
    const query = plain(text, values, { prepare: true });
    if (first && text.startsWith("select set_config")) {
      first = false;
      query.catch(() => {});
      void query.execute();
      return Object.assign(Promise.resolve([]), { values: () => Promise.resolve([]) }) as never;
    }
    if (WRITES_OUTBOX.test(text)) onOutbox();
    locked ||= LOCKS.test(text);
    if (!first && !locked) gated(query, gate);
    first = false;
    return query;
  }) as typeof tx.unsafe;
}

/**
 * Delays a query, which the driver sends when it is awaited, until `first` has resolved. Only the first `then` is
 * replaced, because the driver attaches its own handlers when it sends the query.
 */
function gated<Query>(query: Query, first: () => Promise<void>): Query {
  const lazy = query as unknown as Thenable;
  const then = lazy.then.bind(lazy);
  // biome-ignore lint/suspicious/noThenProperty: the driver sends a query when it is first awaited
  lazy.then = (ok, no) => {
    // biome-ignore lint/suspicious/noThenProperty: restores the driver's method
    lazy.then = then;
    return first()
      .then(() => new Promise((resolve, reject) => then(resolve, reject)))
      .then(ok as never, no as never);
  };
  return query;
}

/** The name of the file in lib/services, or else in db/system, whose verb is calling the database. */
function verbOf(): string {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 30;
  Error.prepareStackTrace = (_error, sites) => sites;
  const sites = new Error().stack as unknown as NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  let below: string | undefined;
  for (const site of sites) {
    const { service, system } = verbsIn(site.getFileName?.() ?? "");
    if (service) return service;
    below ??= system;
  }
  return below ?? "unknown";
}

const verbs = new Map<string, { service?: string | undefined; system?: string | undefined }>();

function verbsIn(file: string) {
  const known = verbs.get(file);
  if (known) return known;
  const service = /\/lib\/services\/(?:[\w-]+\/)*([\w-]+)\.ts/.exec(file)?.[1];
  const system = /\/db\/system\/(?:[\w-]+\/)*(?!with-system)([\w-]+)\.ts/.exec(file)?.[1];
  verbs.set(file, { service, system });
  return { service, system };
}
