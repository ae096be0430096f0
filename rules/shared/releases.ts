/** True where a release comes before another: `5.8.1` before `5.8.2`. Letters behind the numbers are passed over. */
export function isBefore(release: string, other: string): boolean {
  const [own, wanted] = [numbersOf(release), numbersOf(other)];
  const index = wanted.findIndex((number, place) => number !== (own[place] ?? 0));
  return index !== -1 && (own[index] ?? 0) < (wanted[index] ?? 0);
}

const numbersOf = (release: string): readonly number[] => release.split('.').map((part) => Number.parseInt(part, 10) || 0);
