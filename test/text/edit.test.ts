import { array, assert, integer, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, areInConflict, insertAt, type TextEdit } from '../../src/text/edit.ts';

const edit = (start: number, end: number, text: string): TextEdit => ({ range: { start, end }, text });

describe('edits', () => {
  it.each([
    ['replace', 'a = 4', [edit(4, 5, '12')], 'a = 12'],
    ['insert in the order in which they were made', 'ab', [insertAt(1, 'x'), insertAt(1, 'y')], 'axyb'],
    ['remove', 'a, b', [edit(1, 4, '')], 'a'],
    ['come in any order', 'abc', [edit(2, 3, 'C'), edit(0, 1, 'A')], 'AbC'],
    ['leave the ends of lines alone', 'a\r\nb\r\n', [edit(3, 4, 'c')], 'a\r\nc\r\n'],
  ])('%s', (_name, text, edits, result) => {
    expect(applyEdits(text, edits)).toBe(result);
  });

  it.each([
    ['overlap', [edit(0, 2, ''), edit(1, 3, '')]],
    ['leave the text', [edit(2, 9, '')]],
    ['run backwards', [edit(2, 1, '')]],
  ])('are our mistake when they %s', (_name, edits) => {
    expect(() => applyEdits('abc', edits)).toThrow('overlaps another one or leaves the text');
  });

  it('leave every character outside of them as it was', () => {
    assert(property(string(), array(tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 5 }), string({ maxLength: 4 })), { maxLength: 4 }), (text, wanted) => {
      const edits: TextEdit[] = [];
      for (const [start, length, inserted] of wanted.toSorted(([a], [b]) => a - b)) {
        const end = start + length;
        if (end <= text.length && !areInConflict(edits, [edit(start, end, inserted)])) edits.push(edit(start, end, inserted));
      }
      let rest = applyEdits(text, edits);
      let offset = 0;
      for (const { range, text: inserted } of edits) {
        const kept = text.slice(offset, range.start);
        expect(rest.startsWith(kept + inserted)).toBe(true);
        rest = rest.slice(kept.length + inserted.length);
        offset = range.end;
      }
      expect(rest).toBe(text.slice(offset));
    }));
  });
});
