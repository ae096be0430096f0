/** `1 finding`, `2 findings`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Points with their sign: `-5`, `+3`, `0`. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
