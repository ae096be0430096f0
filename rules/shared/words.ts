/** Some names as a phrase: "a, b and 3 more". */
export function listed(names: readonly string[], most = 3): string {
  if (names.length <= most) return joined(names);
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} more`;
}

function joined(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A count with its noun: "1 day", "9 days". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
