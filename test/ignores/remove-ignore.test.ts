import { describe, expect, it } from 'vitest';
import { removeIgnore } from '../../src/fixes/remove-ignore.ts';
import { declared } from '../../src/model/fact.ts';
import { applyEdits } from '../../src/text/edit.ts';

/** The text without the ignore whose place begins with some words and ends with others, or why it stays. */
async function without(path: string, text: string, place: string, rule = 'a/b'): Promise<string> {
  const start = text.indexOf(place);
  const planned = await removeIgnore({ kind: 'rewrite', how: 'remove-ignore', at: [declared('ignore', place, { path, text }, { start, end: start + place.length })], with: { rule } });
  if (!planned.ok) return planned.because;
  const change = planned.changes.get(path);
  return change?.kind === 'edit' ? applyEdits(text, change.edits) : 'no edit';
}

describe('what is taken away', () => {
  it.each([
    ['a line', 'x = 1\n# optimize-ignore[a/b] r\ny = 2\n', '# optimize-ignore[a/b] r', 'x = 1\ny = 2\n'],
    ['a line of Windows', 'x = 1\r\n\t# optimize-ignore[a/b] r\r\ny = 2\r\n', '# optimize-ignore[a/b] r', 'x = 1\r\ny = 2\r\n'],
    ['the end of a line', 'x = 1  # optimize-ignore[a/b] r\n', '# optimize-ignore[a/b] r', 'x = 1\n'],
    ['the last line', 'x = 1\n# optimize-ignore[a/b] r', '# optimize-ignore[a/b] r', 'x = 1'],
    ['the first of several ids', '# optimize-ignore[a/b, c/d] r\n', '# optimize-ignore[a/b, c/d] r', '# optimize-ignore[c/d] r\n'],
    ['the last of several ids', '# optimize-ignore[c/d, a/b] r\n', '# optimize-ignore[c/d, a/b] r', '# optimize-ignore[c/d] r\n'],
    ['what stands behind another comment', 'x  # noqa  # optimize-ignore[a/b] r\n', '# noqa  # optimize-ignore[a/b] r', 'x  # noqa\n'],
    ['what stands before another comment', 'x  # optimize-ignore[a/b] r  # noqa\n', '# optimize-ignore[a/b] r  # noqa', 'x  # noqa\n'],
    ['a block', '/* optimize-ignore[a/b] r */\nx\n', '/* optimize-ignore[a/b] r */', 'x\n'],
    ['a block before code', '/* optimize-ignore[a/b] r */ x\n', '/* optimize-ignore[a/b] r */', 'x\n'],
    ['a line of a block', '/*\n * a\n * optimize-ignore[a/b] r\n */\nx\n', '/*\n * a\n * optimize-ignore[a/b] r\n */', '/*\n * a\n */\nx\n'],
    ['the first line of a block', '/* optimize-ignore[a/b] r\n * a */\nx\n', '/* optimize-ignore[a/b] r\n * a */', '/*\n * a */\nx\n'],
    ['the last line of a block', '/* a\n * optimize-ignore[a/b] r */\nx\n', '/* a\n * optimize-ignore[a/b] r */', '/* a\n */\nx\n'],
  ])('of a comment: %s', async (_name, text, comment, left) => {
    expect(await without('a.ts', text, comment)).toBe(left);
  });

  it.each([
    ['optimize.yaml', 'a: 1\nignores:\n  - rule: a/b\n    reason: r\n  # a note\n  - rule: c/d\n    reason: s\n', 'rule: a/b\n    reason: r', 'a: 1\nignores:\n  # a note\n  - rule: c/d\n    reason: s\n'],
    ['optimize.yaml', 'a: 1\nignores:\n  - rule: a/b\n    reason: r\nb: 2\n', 'rule: a/b\n    reason: r', 'a: 1\nb: 2\n'],
    ['optimize.yaml', 'a: 1\nignores: [{ rule: a/b, reason: r }, { rule: c/d, reason: s }]\n', '{ rule: a/b, reason: r }', 'a: 1\nignores: [{ rule: c/d, reason: s }]\n'],
    ['optimize.yaml', 'ignores:\n  - rule: a/b\n    reason: r\n', 'rule: a/b\n    reason: r', 'ignores: []\n'],
    ['optimize.toml', 'a = 1\n\n[[ignores]]\nrule = "a/b"\nreason = "r"\n\n[[ignores]]\nrule = "c/d"\nreason = "s"\n', '[[ignores]]\nrule = "a/b"\nreason = "r"', 'a = 1\n\n[[ignores]]\nrule = "c/d"\nreason = "s"\n'],
    ['optimize.toml', 'a = 1\n\n[[ignores]]\nrule = "a/b"\nreason = "r"\n', '[[ignores]]\nrule = "a/b"\nreason = "r"', 'a = 1\n'],
    ['optimize.toml', 'ignores = [{ rule = "a/b", reason = "r" }, { rule = "c/d", reason = "s" }]\n', '{ rule = "a/b", reason = "r" }', 'ignores = [{ rule = "c/d", reason = "s" }]\n'],
    ['package.json', '{\n  "optimize": {\n    "ignores": [\n      { "rule": "a/b", "reason": "r" },\n      { "rule": "c/d", "reason": "s" }\n    ]\n  }\n}\n', '{ "rule": "a/b", "reason": "r" }', '{\n  "optimize": {\n    "ignores": [\n      { "rule": "c/d", "reason": "s" }\n    ]\n  }\n}\n'],
  ])('of %s: %j', async (path, text, entry, left) => {
    expect(await without(path, text, entry)).toBe(left);
  });
});
