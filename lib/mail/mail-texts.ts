type MailText = { subject: string; text: string };

/** The mail that brings an invitation. The subject names nobody, because it is shown on locked screens. */
export function invitationMail({ url, inviter }: { url: string; inviter: string }): MailText {
  return {
    subject: "You are invited to Crossdock",
    text: `${inviter} invites you to the order portal Crossdock.

Open this link to choose a password and sign in. It works once, for 7 days:

${url}

If you do not expect this invitation, ignore this mail.
`,
  };
}

/** The mail that brings a link to set a new password. */
export function resetMail({ url }: { url: string }): MailText {
  return {
    subject: "Set a new password for Crossdock",
    text: `Open this link to set a new password. It works once, for 24 hours:

${url}

Your current password stays valid until then. If you did not ask for a new password, tell an owner of your organization.
`,
  };
}
