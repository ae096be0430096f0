import type { Known } from '../../model/fact.ts';

/** The order of files and lines. In a chain of calls the first one is the innermost, and ends first. */
export function inOrder({ at: a }: { readonly at: Known<string> }, { at: b }: { readonly at: Known<string> }): number {
  if (a.provenance.kind !== 'declared' || b.provenance.kind !== 'declared') return 0;
  const [first, second] = [a.provenance.file.path, b.provenance.file.path];
  return first === second ? a.provenance.range.end - b.provenance.range.end : first < second ? -1 : 1;
}
