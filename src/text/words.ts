/** `1 finding`, `2 findings`; `many` where it is no `s` that is added: `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
