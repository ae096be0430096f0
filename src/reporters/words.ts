/** Points with their sign: `-5`, `+3`, `0`. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}

/** Names as a phrase: `a`, `a and b`, `a, b and c`. */
export function joinedNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
