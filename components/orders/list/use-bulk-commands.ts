import { useMemo, useRef } from "react";
import { type BulkKind, bulkVerbs } from "@/components/orders/bulk/bulk-act";
import { useOfferCommands } from "@/components/palette/commands";
import { codesOf } from "@/lib/domain/values/code-table";

/**
 * Offers the bulk actions in the command palette.
 *
 * @param selected the text that names the selected orders; null when there is none
 */
export function useBulkCommands(selected: string | null, act: (kind: BulkKind) => void): void {
  const latestAct = useRef(act);
  latestAct.current = act;
  useOfferCommands(
    useMemo(
      () =>
        selected === null
          ? []
          : codesOf(bulkVerbs).map((kind) => ({
              id: `bulk-${kind}`,
              label: `${bulkVerbs[kind]} ${selected} (selected)`,
              run: () => latestAct.current(kind),
            })),
      [selected],
    ),
  );
}
