/** Whether stores of a plan accept only five order creates a minute: development and trial stores. */
export function limitsOrderCreates(plan: string): boolean {
  return /\b(development|developer|trial)\b/i.test(plan);
}
