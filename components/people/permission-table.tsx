import { cn } from "@/components/ui/class-names";
import { Table, Td, Th } from "@/components/ui/table";
import { may, permissionLabels, roles } from "@/lib/domain/people/role";
import { codesOf } from "@/lib/domain/values/code-table";

/** What each role may do. */
export function PermissionTable() {
  const names = codesOf(roles);
  return (
    <div className="border-y">
      <Table>
        <thead className="bg-sunken">
          <tr>
            <Th className="pl-4 md:pl-6">A member may</Th>
            {names.map((role) => (
              <Th key={role} className="px-1 last:pr-4 md:px-2 md:last:pr-6">
                {roles[role].label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codesOf(permissionLabels).map((permission) => (
            <tr key={permission} className="border-t">
              <Td className="pl-4 md:pl-6">{permissionLabels[permission]}</Td>
              {names.map((role) => (
                <Td
                  key={role}
                  className={cn(
                    "px-1 last:pr-4 md:px-2 md:last:pr-6",
                    !may(role, permission) && "text-muted",
                  )}
                >
                  {may(role, permission) ? "Yes" : "No"}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
