/** Points with their sign: `-5`, `+3`, `0`. */
export function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}
