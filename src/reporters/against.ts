import type { Against } from '../check-report.ts';

/** What a check compared with: `origin/main at 1a2b3c4`, or a file. `mark` makes what it names stand out, as the format does that. */
export function againstText(against: Against, mark = (name: string) => name): string {
  if (against.kind === 'baseline') return mark(against.path);
  const { commit, isMergeBase } = against;
  const ref = against.ref.replace(/^([0-9a-f]{7})[0-9a-f]{33}(?![0-9a-f])/, '$1'); // a whole id says no more than its start
  const short = commit.slice(0, 7);
  if (commit.startsWith(ref) && ref.length > 6) return mark(short);
  return isMergeBase ? `${mark(ref)}, left at ${mark(short)}` : `${mark(ref)} at ${mark(short)}`;
}
