import { useId } from "react";
import { Input } from "@/components/ui/input";
import { PASSWORD_MIN } from "@/lib/domain/people/password-rule";

/** A field for the current or a new password. */
export function PasswordField({ label, name, isNew }: { label: string; name: string; isNew: boolean }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Input
        id={id}
        name={name}
        type="password"
        required
        maxLength={500}
        minLength={isNew ? PASSWORD_MIN : undefined}
        autoComplete={isNew ? "new-password" : "current-password"}
        aria-describedby={isNew ? `${id}-hint` : undefined}
      />
      {isNew && (
        <p id={`${id}-hint`} className="text-[12.5px] text-muted">
          {`At least ${PASSWORD_MIN} characters. A sentence is easier to remember than signs.`}
        </p>
      )}
    </div>
  );
}
