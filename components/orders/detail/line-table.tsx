import { Table, Td, Th } from "@/components/ui/table";
import { leftOutReasons } from "@/lib/domain/push/left-out-reason";
import type { LineView } from "./supplier-blocks";

/** A table of lines with quantity, price, both SKUs and state; for unsynced lines, the reason. */
export function LineTable({ lines, supplier = false }: { lines: LineView[]; supplier?: boolean }) {
  return (
    <Table>
      <thead>
        <tr>
          <Th className="pl-4">Item</Th>
          <Th className="text-right">Quantity</Th>
          <Th className="hidden text-right min-[480px]:table-cell">Price</Th>
          <Th className="hidden sm:table-cell">SKU</Th>
          {supplier && <Th className="hidden sm:table-cell">Supplier SKU</Th>}
          <Th className="pr-4">{supplier ? "State" : "Why not synced"}</Th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className="border-t">
            <Td className="max-w-80 min-w-28 py-2 pl-4 wrap-anywhere">
              <bdi translate="no" className="font-medium break-words">
                {line.title}
              </bdi>
              {line.variant && (
                <bdi translate="no" className="block text-[12px] text-muted">
                  {line.variant}
                </bdi>
              )}
              <span className="block font-mono text-[11.5px] break-words text-muted sm:hidden">
                <Sku sku={line.sku} none="no SKU" />
                {supplier && (
                  <span>
                    {" → "}
                    <Sku sku={line.sourceSku} none="no SKU" />
                  </span>
                )}
              </span>
              {line.properties.map((property) => (
                <span key={property.key} className="block text-[12px] break-words text-muted">
                  <bdi translate="no">{property.key}</bdi>: <bdi translate="no">{property.value}</bdi>
                </span>
              ))}
            </Td>
            <Td className="text-right whitespace-nowrap">
              <span translate="no">{line.quantity}</span>
              {line.ratio > 1 && (
                <span className="block text-[12px] leading-4 text-muted">
                  = {line.quantity * line.ratio} supplier units
                </span>
              )}
            </Td>
            <Td className="hidden text-right whitespace-nowrap min-[480px]:table-cell" translate="no">
              {line.price}
            </Td>
            <Td className="hidden font-mono text-[12px] whitespace-nowrap sm:table-cell">
              <Sku sku={line.sku} />
            </Td>
            {supplier && (
              <Td className="hidden font-mono text-[12px] whitespace-nowrap sm:table-cell">
                <Sku sku={line.sourceSku} />
              </Td>
            )}
            <Td className="min-w-24 pr-4">{stateOf(line)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sku({ sku, none = "None" }: { sku: string | null; none?: string }) {
  return sku === null ? (
    <span className="font-sans text-muted">{none}</span>
  ) : (
    <span translate="no">{sku}</span>
  );
}

function stateOf(line: LineView): string {
  const parts: string[] = [];
  if (line.pushed > 0) parts.push(`${line.pushed} pushed`);
  for (const { standing, units } of line.held) parts.push(`${units} ${standing}`);
  if (line.open > 0 && line.reason === null) parts.push(`${line.open} to push`, ...line.waits);
  if (line.incomplete > 0) parts.push(`${line.incomplete} incomplete: ${leftOutReasons.incomplete}`);
  if (line.shippedEarly > 0) parts.push(`${line.shippedEarly} shipped here before the supplier`);
  if (line.overPushed > 0) parts.push(`${line.overPushed} more than needed`);
  if (line.reason !== null) parts.push(leftOutReasons[line.reason]);
  return parts.join(", ") || "Nothing left to push";
}
