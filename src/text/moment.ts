/** A moment (ISO 8601, UTC) as people read it: `2026-11-22 10:15 UTC`. */
export function momentOf(time: string): string {
  return `${time.slice(0, 16).replace('T', ' ')} UTC`;
}
