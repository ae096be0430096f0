/** A text with `\n` for every `\r\n`, and the way back to the offsets of the original. */
export interface UnixLines {
  readonly text: string;
  original(offset: number): number;
}

/** Removes the carriage returns of Windows line ends. */
export function unixLines(source: string): UnixLines {
  if (!source.includes('\r\n')) return { text: source, original: (offset) => offset };
  const removed: number[] = [];
  for (let index = source.indexOf('\r\n'); index !== -1; index = source.indexOf('\r\n', index + 2)) removed.push(index);
  return { text: source.replaceAll('\r\n', '\n'), original: (offset) => offset + removedBefore(removed, offset) };
}

/** How many carriage returns stood before this offset of the shortened text. */
function removedBefore(removed: readonly number[], offset: number): number {
  let low = 0;
  let high = removed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const position = removed[middle] ?? 0;
    if (position - middle < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
