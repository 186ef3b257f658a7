/** The fewest characters of a new password. */
export const PASSWORD_MIN = 12;
