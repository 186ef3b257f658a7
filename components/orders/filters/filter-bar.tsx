"use client";

import { ChevronLeft, ListFilter, X } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button, buttonVariants } from "@/components/ui/button";
import { focusOnMount } from "@/components/ui/focus-on-mount";
import { Popover } from "@/components/ui/popover";
import { type FilterParams, isFiltered, listHref, withoutFilters } from "@/lib/order-list/list-params";
import {
  type FilterChip,
  type FilterKind,
  type FilterOptions,
  filterChips,
  filterKinds,
  filters,
} from "./filter-kinds";

/** Loaded when a filter is opened. */
const FilterEditor = dynamic(() => import("./filter-editor").then((module) => module.FilterEditor), {
  loading: () => <p className="px-2 py-1 text-muted">Loading…</p>,
});

type Props = { params: FilterParams; options: FilterOptions };

/** The menu that adds a filter: first its kind, then its values. */
export function FilterMenu({ params, options }: Props) {
  const router = useRouter();
  const [kind, setKind] = useState<FilterKind | null>(null);
  return (
    <Popover
      label={kind ? `Filter by ${filters[kind].label.toLowerCase()}` : "Filter by"}
      buttonClass={buttonVariants()}
      button={
        <>
          <ListFilter aria-hidden="true" /> Filter
        </>
      }
      onOpen={() => setKind(null)}
    >
      {(close) =>
        kind === null ? (
          <ul ref={focusOnMount} tabIndex={-1} className="focus:outline-none">
            {filterKinds.map((name) => (
              <li key={name}>
                <button
                  type="button"
                  onClick={() => setKind(name)}
                  className="flex h-8 w-full items-center rounded px-2 text-left hover:bg-sunken"
                >
                  {filters[name].label}
                </button>
              </li>
            ))}
          </ul>
        ) : (
          <>
            <button
              type="button"
              ref={focusOnMount}
              onClick={() => setKind(null)}
              className="mb-1.5 flex h-8 items-center gap-1 rounded pr-2 pl-1 font-medium hover:bg-sunken"
            >
              <ChevronLeft className="size-4" aria-hidden="true" /> {filters[kind].label}
              <span className="sr-only">: back to all filters</span>
            </button>
            <FilterEditor
              kind={kind}
              params={params}
              options={options}
              onApply={(next) => {
                close();
                router.push(listHref(next), { scroll: false });
              }}
            />
          </>
        )
      }
    </Popover>
  );
}

/** The filters that are set. A click on a filter changes it; its cross removes it. */
export function FilterChips({ params, options }: Props) {
  const chips = filterChips(params, options);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="flex w-full flex-wrap items-center gap-1.5">
      {chips.map((chip) => (
        <li key={chip.kind}>
          <Chip chip={chip} params={params} options={options} />
        </li>
      ))}
      {isFiltered(params) && (
        <li>
          <Button asChild variant="ghost" size="small">
            <Link href={listHref(withoutFilters(params))} scroll={false}>
              Clear all
            </Link>
          </Button>
        </li>
      )}
    </ul>
  );
}

function Chip({ chip, params, options }: Props & { chip: FilterChip }) {
  const router = useRouter();
  const name = filters[chip.kind].label;
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-full border bg-raised">
      <Popover
        label={`Filter by ${name.toLowerCase()}`}
        buttonClass="flex h-full min-w-0 items-center gap-1 rounded-full pr-1 pl-3 hover:bg-sunken"
        button={
          <>
            <span className="text-muted">{name}:</span>
            <bdi translate="no" className="max-w-60 truncate font-medium">
              {chip.text}
            </bdi>
          </>
        }
      >
        {(close) => (
          <FilterEditor
            kind={chip.kind}
            params={params}
            options={options}
            onApply={(next) => {
              close();
              router.push(listHref(next), { scroll: false });
            }}
          />
        )}
      </Popover>
      <Link
        href={listHref(chip.without)}
        scroll={false}
        aria-label={`Remove the filter ${name}: ${chip.text}`}
        className="flex h-full items-center rounded-full pr-2 pl-1 text-muted hover:bg-sunken hover:text-ink"
      >
        <X className="size-3.5" aria-hidden="true" />
      </Link>
    </span>
  );
}
