import { expect, it } from 'vitest';
import { joinCommentLines } from '../../src/documents/python-comments.ts';
import { parsePython } from '../../src/documents/python.ts';
import { processorTime } from '../support/processor-time.ts';

const PYTHON: readonly (readonly [string, (count: number) => string])[] = [
  ['comments behind code', (count) => `x = 1\n${'# a comment\n'.repeat(count)}`],
  ['comments with blank lines between them', (count) => `x = 1\n${'# a comment\n\n'.repeat(count / 2)}`],
  ['comments in a body', (count) => `def f():\n${'    # a comment\r\n'.repeat(count)}    return 1\n`],
  ['statements', (count) => 'x = 1\n'.repeat(count)],
  ['items', (count) => `x = [\n${'    1,\n'.repeat(count)}]\n`],
  ['continued lines', (count) => `x = 1 \\\n${'    \\\n'.repeat(count)}\n`],
];

/** Milliseconds of processor time, the least of three: the machine may be busy, and other tests run in this process. */
async function costOf(read: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round += 1) {
    least = Math.min(least, await processorTime(read));
  }
  return least;
}

it.each(PYTHON)('reads thousands of Python %s in time that grows with them', async (_name, make) => {
  await parsePython(make(100));
  const [half, whole] = [await costOf(() => parsePython(make(4000))), await costOf(() => parsePython(make(8000)))];
  expect(whole).toBeLessThan(4 * half + 200);
  expect(whole).toBeLessThan(5000);
});

it('finds each of thousands of comments where it stands', async () => {
  const text = `x = """\n${'# no comment\n'.repeat(50)}"""\ndef f():\n${'    # one\r\n\r\n# two \n'.repeat(50)}    return x  # three\n`;
  const parsed = await parsePython(text);
  const found = parsed.ok ? parsed.document.comments.map(({ start, end }) => text.slice(start, end)) : [];
  expect(found).toEqual([...Array.from({ length: 50 }, () => ['# one', '# two ']).flat(), '# three']);
  expect(parsed.ok && parsed.document.body.map(({ kind }) => kind)).toEqual(['assign', 'function']);
  expect(joinCommentLines(text)).toHaveLength(text.length);
});

it('says of Python that takes too long that it was not read', async () => {
  const parsed = await parsePython(`x = 1 \\\n${'    \\\n'.repeat(8000)}\n`);
  expect(parsed).toMatchObject({ ok: false, problem: { message: 'this takes too long to read' } });
});
