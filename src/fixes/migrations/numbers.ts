/** The number after another one, with as many digits: `0007` → `0008`. */
export function nextNumber(last: string, steps = 1): string {
  return String(Number(last) + steps).padStart(last.length, '0');
}

/** `20261122000000` for a day, later than the last one: a migration must be sorted behind those that are there. */
export function nextTimestamp(asOf: string, last: string | undefined, steps = 0): string {
  const start = timeOf(`${asOf.replaceAll('-', '')}000000`);
  const after = last === undefined ? undefined : timeOf(last);
  const time = after === undefined || Number.isNaN(after) || after < start ? start : after + 1000;
  return new Date(time + steps * 1000).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
}

function timeOf(digits: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** True for fourteen digits that are a time. */
export const isTimestamp = (digits: string): boolean => digits.length === 14 && !Number.isNaN(timeOf(digits));
