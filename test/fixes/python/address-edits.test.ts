import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../src/documents/python.ts';
import { addressEdits } from '../../../src/fixes/python/address-edits.ts';
import { applyEdits } from '../../../src/text/edit.ts';

/** Takes options out of the address in a text, each named as it is written. */
async function without(text: string, ...pairs: readonly string[]): Promise<string> {
  const parsed = await parsePython(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const ranges = pairs.map((pair) => {
    const start = [...text.matchAll(/[?&]/g)].map(({ index }) => index + 1).find((index) => text.startsWith(pair, index)) ?? -1;
    return { start, end: start + pair.length };
  });
  const edits = addressEdits({ file: { path: 'app.py', text }, tree: parsed.document }, ranges);
  if ('because' in edits) return edits.because;
  const next = applyEdits(text, edits);
  const again = await parsePython(next);
  expect(again.ok && again.document.errors).toEqual([]);
  return next;
}

describe('options of an address', () => {
  it.each<[string, readonly string[], string]>([
    ['U = "p://h/d?a=1&b=2&c=3"\n', ['a=1'], 'U = "p://h/d?b=2&c=3"\n'],
    ['U = "p://h/d?a=1&b=2&c=3"\n', ['b=2'], 'U = "p://h/d?a=1&c=3"\n'],
    ['U = "p://h/d?a=1&b=2&c=3"\n', ['c=3'], 'U = "p://h/d?a=1&b=2"\n'],
    ['U = "p://h/d?a=1&b=2&c=3"\n', ['c=3', 'a=1'], 'U = "p://h/d?b=2"\n'],
    ['U = "p://h/d?a=1&b=2&c=3"\n', ['a=1', 'b=2', 'c=3'], 'U = "p://h/d"\n'],
    ["U = f'p://{user}@h/d?a=1&b={b}&c=3'\n", ['a=1', 'c=3'], "U = f'p://{user}@h/d?b={b}'\n"],
    ['U = x + "?a=1"  # here\n', ['a=1'], 'U = x  # here\n'],
    ['U = x + "?a=1" + y\n', ['a=1'], 'U = x + y\n'],
    ['U = ("p://h/d?a=1"\n     "&b=2")\n', ['b=2'], 'U = ("p://h/d?a=1"\n     "")\n'],
    ['U = """p://h/d?a=1"""', ['a=1'], 'U = """p://h/d"""'],
  ])('%j without %j', async (text, pairs, expected) => {
    expect(await without(text, ...pairs)).toBe(expected);
  });

  it('refuses what is put together', async () => {
    expect(await without('U = f"p://h/d?a={a}"\n', 'a=')).toBe('an option of the address is put together while the program runs');
  });

  it('takes any of them out, and leaves the others as they stand', async () => {
    const pair = fc.record({ name: fc.stringMatching(/^[a-z_]{1,9}$/), value: fc.stringMatching(/^[\w.%-]{0,6}$/), gone: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.uniqueArray(pair, { minLength: 1, maxLength: 6, selector: ({ name }) => name }), fc.constantFrom('"', "'", '"""'), fc.boolean(), async (pairs, quote, formatted) => {
      const query = (kept: typeof pairs) => (kept.length === 0 ? '' : `?${kept.map(({ name, value }) => `${name}=${value}`).join('&')}`);
      const text = (kept: typeof pairs) => `# a?b=c&d=e\r\nURL = ${formatted ? 'f' : ''}${quote}p://${formatted ? '{user}' : 'u'}@h/d${query(kept)}${quote}  # end`;
      const gone = pairs.filter((each) => each.gone).map(({ name, value }) => `${name}=${value}`);
      fc.pre(gone.length > 0 && !text(pairs).split('\r\n')[0]?.includes(gone[0] ?? ''));
      fc.pre(gone.every((each) => !['b=c', 'd=e'].includes(each)));
      const parsed = await parsePython(text(pairs));
      const start = text(pairs).indexOf('@h/d');
      const ranges = gone.map((each) => {
        const found = [...text(pairs).matchAll(/[?&]/g)].map(({ index }) => index + 1).find((index) => index > start && /^[&"']/.test(text(pairs).slice(index + each.length)) && text(pairs).startsWith(each, index)) ?? -1;
        return { start: found, end: found + each.length };
      });
      const edits = addressEdits({ file: { path: 'app.py', text: text(pairs) }, tree: parsed.ok ? parsed.document : (undefined as never) }, ranges);
      if ('because' in edits) throw new Error(edits.because);
      expect(applyEdits(text(pairs), edits)).toBe(text(pairs.filter((each) => !each.gone)));
    }));
  });
});
