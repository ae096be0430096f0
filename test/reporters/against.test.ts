import { describe, expect, it } from 'vitest';
import { againstText } from '../../src/reporters/against.ts';

describe('what a check compared with', () => {
  const commit = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';
  const against = (ref: string, isMergeBase = false) => againstText({ kind: 'ref', ref, commit, isMergeBase, head: 'the work tree' });

  for (const [ref, said] of [
    ['origin/main', 'origin/main at 1a2b3c4'], [commit, '1a2b3c4'], [commit.slice(0, 10), '1a2b3c4'], [`${commit}^`, '1a2b3c4^ at 1a2b3c4'], [`${commit}abc`, `${commit}abc at 1a2b3c4`],
  ] as const) {
    it(`is said of ${ref}`, () => {
      expect(against(ref)).toBe(said);
    });
  }

  it('is where the histories parted, or a file', () => {
    expect(against('origin/main', true)).toBe('origin/main, left at 1a2b3c4');
    expect(againstText({ kind: 'baseline', path: 'optimize-baseline.jsonl' })).toBe('optimize-baseline.jsonl');
  });
});
