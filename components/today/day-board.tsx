import { Table, Td, Th } from "@/components/ui/table";
import { codesOf } from "@/lib/domain/values/code-table";
import { counted } from "@/lib/domain/values/counted";
import type { DayRow } from "@/lib/services/today/day-rows";
import type { TodayRow } from "@/lib/services/today/read-today";
import { CountLink, dayCounts, MedianLink, WorstLink } from "./day-figure";

/** The figures of the day as a table; on a phone as one block per row. */
export function DayBoard({ rows, now }: { rows: TodayRow[]; now: Date }) {
  return (
    <>
      <div className="hidden border-y md:block">
        <Table>
          <thead className="bg-sunken">
            <tr>
              <Th className="pl-6">{rows.every(({ row }) => row.kind === "store") ? "Store" : "Merchant"}</Th>
              {codesOf(dayCounts).map((count) => (
                <Th key={count} className="text-right">
                  {dayCounts[count].label}
                </Th>
              ))}
              <Th className="pl-4 whitespace-normal xl:pl-8">Order to push, median</Th>
              <Th className="pr-6 whitespace-normal">Order to push, worst</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, figures }) => (
              <tr key={row.id} className="border-t hover:bg-sunken">
                <th scope="row" className="max-w-80 py-2 pl-6 text-left font-normal">
                  <RowName row={row} now={now} />
                </th>
                {codesOf(dayCounts).map((count) => (
                  <Td key={count} className="text-right">
                    <CountLink row={row} count={count} figures={figures} />
                  </Td>
                ))}
                <Td className="pl-4 xl:pl-8">
                  <MedianLink row={row} figures={figures} />
                </Td>
                <Td className="pr-6">
                  <WorstLink row={row} figures={figures} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="border-t md:hidden">
        {rows.map(({ row, figures }) => (
          <li key={row.id} className="grid gap-1 border-b px-4 py-3">
            <RowName row={row} now={now} />
            <dl className="grid gap-x-4">
              {codesOf(dayCounts).map((count) => (
                <div key={count} className="flex items-center justify-between">
                  <dt className="text-muted">{dayCounts[count].label}</dt>
                  <dd>
                    <CountLink row={row} count={count} figures={figures} />
                  </dd>
                </div>
              ))}
              <div className="flex items-center justify-between">
                <dt className="text-muted">Order to push, median</dt>
                <dd>
                  <MedianLink row={row} figures={figures} />
                </dd>
              </div>
              <div className="flex items-center justify-between">
                <dt className="text-muted">Order to push, worst</dt>
                <dd>
                  <WorstLink row={row} figures={figures} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The most time zones that are named. */
const NAMED_ZONES = 2;

function RowName({ row, now }: { row: DayRow; now: Date }) {
  const { timeZones } = row;
  const dayIn = (timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", day: "numeric", month: "short" }).format(
      now,
    );
  return (
    <>
      <span className="block truncate text-[13.5px] font-medium">
        <bdi translate="no">{row.name}</bdi>
      </span>
      <span className="block text-[12px] leading-4 text-muted">
        {timeZones.length > NAMED_ZONES ? (
          <span>Each store's own day, in {counted(timeZones.length, "time zone")}</span>
        ) : (
          timeZones.map((timeZone) => (
            <bdi key={timeZone} translate="no" className="block">{`${dayIn(timeZone)}, ${timeZone}`}</bdi>
          ))
        )}
      </span>
    </>
  );
}
