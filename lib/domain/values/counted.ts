/** A count with its noun: "1 item", "3 items", "1,200 orders". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
