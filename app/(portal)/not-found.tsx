import Link from "next/link";
import { Blank } from "@/components/frame/blank";
import { Button } from "@/components/ui/button";

export default function PortalNotFound() {
  return (
    <Blank
      page
      title="There is nothing here"
      action={
        <Button asChild>
          <Link href="/orders">Go to the orders</Link>
        </Button>
      }
    >
      It does not exist, or you may not see it.
    </Blank>
  );
}
