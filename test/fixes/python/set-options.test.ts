import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePython } from '../../../src/documents/python.ts';
import type { FixContext, SetOptions } from '../../../src/fixes/context.ts';
import { setPythonOptions } from '../../../src/fixes/python/set-options.ts';
import type { Code, Plain } from '../../../src/model/change.ts';
import { declared } from '../../../src/model/fact.ts';
import { applyEdits, type TextEdit } from '../../../src/text/edit.ts';

type Wanted = Pick<SetOptions, 'set' | 'remove'>;

/** Plans a change of the call or dictionary between two §, which are no part of the text. */
async function planned(marked: string, wanted: Wanted): Promise<{ readonly text: string; readonly edits: readonly TextEdit[]; readonly because?: string }> {
  const [before = '', inside = '', after = ''] = marked.split('§');
  const file = { path: 'app.py', text: before + inside + after };
  const at = declared('call', inside, file, { start: before.length, end: before.length + inside.length });
  const context = { files: { read: (path: string) => (path === 'app.py' ? file : undefined) }, services: [] } as unknown as FixContext;
  const plan = await setPythonOptions({ kind: 'set-options', at, ...wanted }, context);
  if (!plan.ok) return { text: file.text, edits: [], because: plan.because };
  const change = plan.changes.get('app.py');
  if (change?.kind !== 'edit') throw new Error('no edit');
  return { text: applyEdits(file.text, change.edits), edits: change.edits };
}

const after = async (marked: string, wanted: Wanted) => (await planned(marked, wanted)).text;

describe('a new argument', () => {
  it.each<[string, string, string]>([
    ['on one line', 'e = §f(u)§  # c\n', 'e = f(u, pool_size=5)  # c\n'],
    ['of an empty call', 'e = §f()§\n', 'e = f(pool_size=5)\n'],
    ['of an empty call over lines', 'e = §f(\n)§\n', 'e = f(\n    pool_size=5,\n)\n'],
    ['behind a comma', 'e = §f(u, a=1,)§\n', 'e = f(u, a=1, pool_size=5,)\n'],
    ['on a line of its own', 'e = §f(\n    u,\n    a=1,  # one\n)§\n', 'e = f(\n    u,\n    a=1,  # one\n    pool_size=5,\n)\n'],
    ['where the last line has no comma', 'e = §f(\n\tu,\n\ta=1\n)§\n', 'e = f(\n\tu,\n\ta=1,\n\tpool_size=5\n)\n'],
    ['behind a single entry without a comma, in a file that ends lists with one', 'x = {\n    "a": 1,\n}\ne = §f(\n    g("u", v=1)\n)§\n', 'x = {\n    "a": 1,\n}\ne = f(\n    g("u", v=1),\n    pool_size=5,\n)\n'],
    ['behind a single entry without a comma, in a file that never has one', 'x = {\n    "a": 1\n}\ne = §f(\n    g(u)\n)§\n', 'x = {\n    "a": 1\n}\ne = f(\n    g(u),\n    pool_size=5\n)\n'],
    ['behind a single entry with a comment', 'x = [\n    1,\n]\ne = §f(\n    u  # one\n)§\n', 'x = [\n    1,\n]\ne = f(\n    u,  # one\n    pool_size=5,\n)\n'],
    ['where the last line has no comma and a comment', 'e = §f(\n  u,\n  a=1  # one\n)§\n', 'e = f(\n  u,\n  a=1,  # one\n  pool_size=5\n)\n'],
    ['where the bracket closes on the last line', 'e = §f(u,\n      a=1)§\n', 'e = f(u,\n      a=1,\n      pool_size=5)\n'],
    ['in a hanging line', 'e = §f(\n    u, a=1)§\n', 'e = f(\n    u, a=1, pool_size=5)\n'],
    ['before **options', 'e = §f(u, **o)§\n', 'e = f(u, pool_size=5, **o)\n'],
    ['before **options on its line', 'e = §f(\n    u,\n    **o,\n)§\n', 'e = f(\n    u,\n    pool_size=5,\n    **o,\n)\n'],
    ['with blanks around the sign', 'e = §f(u, a = 1)§\n', 'e = f(u, a = 1, pool_size = 5)\n'],
    ['in CRLF', 'e = §f(\r\n    u,\r\n)§\r\n', 'e = f(\r\n    u,\r\n    pool_size=5,\r\n)\r\n'],
    ['without a last newline', 'e = §f(u)§', 'e = f(u, pool_size=5)'],
    ['behind a value over lines', 'e = §f(\n    u,\n    a={\n        "b": 1,\n    },\n)§\n', 'e = f(\n    u,\n    a={\n        "b": 1,\n    },\n    pool_size=5,\n)\n'],
    ['of a long line, where the file breaks calls', `g(\n    1,\n)\n${'e'.repeat(80)} = §f(${'u'.repeat(14)}, a=1)§  # c\n`, `g(\n    1,\n)\n${'e'.repeat(80)} = f(\n    ${'u'.repeat(14)},\n    a=1,\n    pool_size=5,\n)  # c\n`],
    ['of a long line, where the file does not', `${'e'.repeat(90)} = §f(u, a=1)§\n`, `${'e'.repeat(90)} = f(u, a=1, pool_size=5)\n`],
    ['beside text that looks like an end', 'e = §f("a)", a=")")§\n', 'e = f("a)", a=")", pool_size=5)\n'],
    ['with a name outside of ASCII', 'é = "😀"\ne = §f("😀")§\n', 'é = "😀"\ne = f("😀", pool_size=5)\n'],
  ])('%s', async (_title, text, expected) => {
    expect(await after(text, { set: { pool_size: 5 } })).toBe(expected);
  });
});

describe('values', () => {
  it.each<[string, string, Plain | Code, string]>([
    ['a truth', 'e = §f()§\n', true, 'e = f(x=True)\n'],
    ['a text in the quotes of the file', "a = 'b'\ne = §f()§\n", 'c', "a = 'b'\ne = f(x='c')\n"],
    ['a text with quotes', 'e = §f("")§\n', 'say "hi"', 'e = f("", x=\'say "hi"\')\n'],
    ['a text with both quotes and a backslash', 'e = §f("")§\n', '\\ \' "', 'e = f("", x="\\\\ \' \\"")\n'],
    ['code', 'import os\ne = §f()§\n', { code: 'int(os.environ["N"])' }, 'import os\ne = f(x=int(os.environ["N"]))\n'],
    ['code that needs an import', '"""Doc."""\nimport sys\n\ne = §f()§\n', { code: 'os.environ["N"]' }, '"""Doc."""\nimport os\nimport sys\n\ne = f(x=os.environ["N"])\n'],
    ['code whose import has another name', 'import os as system\ne = §f()§\n', { code: 'os.environ["N"]' }, 'import os as system\ne = f(x=system.environ["N"])\n'],
    ['an old value', 'e = §f(x=1, y=2)§  # x=1\n', 3, 'e = f(x=3, y=2)  # x=1\n'],
    ['a negative one', 'e = §f(x=-1)§\n', 3, 'e = f(x=3)\n'],
    ['one in brackets', 'e = §f(x=(1))§\n', 3, 'e = f(x=(3))\n'],
  ])('%s', async (_title, text, value, expected) => {
    expect(await after(text, { set: { x: value } })).toBe(expected);
  });

  it('leaves code alone that makes a value', async () => {
    expect(await planned('e = §f(x=int(size))§\n', { set: { x: 3 } })).toMatchObject({ because: 'the value of x is made by int(size)' });
  });
});

describe('dictionaries', () => {
  it.each<[string, string, Wanted, string]>([
    ['a new key', 'D = {"default": §{\n    \'A\': 1,\n}§}\n', { set: { B: true } }, 'D = {"default": {\n    \'A\': 1,\n    \'B\': True,\n}}\n'],
    ['a key of an inner one', 'e = §f(u, connect_args={"a": 1})§\n', { set: { 'connect_args.timeout': 5 } }, 'e = f(u, connect_args={"a": 1, "timeout": 5})\n'],
    ['an inner one that is not there', 'e = §f(u)§\n', { set: { 'connect_args.server_settings.jit': 'off', 'connect_args.timeout': 5 } },
      'e = f(u, connect_args={"server_settings": {"jit": "off"}, "timeout": 5})\n'],
    ['dict()', 'e = §f(u, connect_args=dict(a=1))§\n', { set: { 'connect_args.timeout': 5 } }, 'e = f(u, connect_args=dict(a=1, timeout=5))\n'],
    ['a variable', 'ARGS = {\n    "a": 1,\n}\ne = §f(u, connect_args=ARGS)§\n', { set: { 'connect_args.timeout': 5 } }, 'ARGS = {\n    "a": 1,\n    "timeout": 5,\n}\ne = f(u, connect_args=ARGS)\n'],
    ['a value behind **', 'O = {"x": 1}\ne = §f(u, **O)§\n', { set: { x: 2 } }, 'O = {"x": 2}\ne = f(u, **O)\n'],
    ['a renamed key stays in its place', 'e = §f(u, connect_args={"sslmode": "require", "b": 2})§\n', { set: { 'connect_args.ssl': 'require' }, remove: ['connect_args.sslmode'] },
      'e = f(u, connect_args={"ssl": "require", "b": 2})\n'],
    ['the last key takes its dictionary along', 'e = §f(u, connect_args={"sslmode": "require"}, b=1)§\n', { remove: ['connect_args.sslmode'] }, 'e = f(u, b=1)\n'],
    ['a level between them too', 'e = §f(u, connect_args={"server_settings": {"a": 1}})§\n', { remove: ['connect_args.server_settings.a'] }, 'e = f(u)\n'],
  ])('%s', async (_title, text, wanted, expected) => {
    expect(await after(text, wanted)).toBe(expected);
  });

  it('refuses what a run makes', async () => {
    expect(await planned('e = §f(u, connect_args=make())§\n', { set: { 'connect_args.x': 1 } })).toMatchObject({ because: 'connect_args is no dictionary that stands in app.py' });
    expect(await planned('D = {}\nD = {"b": 2}\ne = §f(u, connect_args=D)§\n', { set: { 'connect_args.x': 1 } })).toMatchObject({ because: 'connect_args is no dictionary that stands in app.py' });
    expect(await planned('e = §f(x for x in y)§\n', { set: { a: 1 } })).toMatchObject({ because: 'app.py holds no call and no dictionary there' });
  });
});

describe('an argument that goes', () => {
  it.each<[string, string, string]>([
    ['first', 'e = §f(x=1, y=2)§\n', 'e = f(y=2)\n'],
    ['last', 'e = §f(y=2,  x=1)§\n', 'e = f(y=2)\n'],
    ['alone', 'e = §f(x=1)§\n', 'e = f()\n'],
    ['before a comma', 'e = §f(y=2, x=1,)§\n', 'e = f(y=2,)\n'],
    ['with its line and its comment', 'e = §f(\n    u,\n    x=1,  # one\n    y=2,  # two\n)§\n', 'e = f(\n    u,\n    y=2,  # two\n)\n'],
    ['with its line and the comma before it', 'e = §f(\n    u,\n    x=1\n)§\n', 'e = f(\n    u\n)\n'],
    ['from a hanging line', 'e = §f(u, x=1,\n      y=2)§\n', 'e = f(u,\n      y=2)\n'],
    ['before the bracket on its line', 'e = §f(u,\n      x=1)§\n', 'e = f(u)\n'],
    ['behind a comment that stays', 'e = §f(u,  # the address\n      x=1)§\n', 'e = f(u,  # the address\n      )\n'],
    ['with an import that nothing else needs', 'from p import A, B\nfrom q import C\n\ne = §f(u, x=B)§\n', 'from p import A\nfrom q import C\n\ne = f(u)\n'],
    ['with a line of imports', 'from p import B\nfrom q import C\n\ne = §f(u, x=B)§\n', 'from q import C\n\ne = f(u)\n'],
    ['without an import that something needs', 'from p import B\n\ne = §f(u, x=B)§\n__all__ = ["B"]\n', 'from p import B\n\ne = f(u)\n__all__ = ["B"]\n'],
    ['and is not there', 'e = §f(u)§\n', 'e = f(u)\n'],
  ])('%s', async (_title, text, expected) => {
    expect(await after(text, { remove: ['x'] })).toBe(expected);
  });
});

describe('any call', () => {
  const argument = fc.constantFrom('u', '"a, b"', 'a=1', 'b={"c": [1, 2]}', 'd=g(1, 2)', "e='x'", 'h = 2', 'i=(1)', 'x=7', 'j=lambda: 0');
  const gap = fc.constantFrom('', ' ', '\n    ', '  # note\n    ', '\n\n\t');
  const layout = fc.record({ items: fc.uniqueArray(argument, { maxLength: 6 }), before: gap, between: gap, end: fc.constantFrom('', ' ', '\n', '  # last\n'), comma: fc.boolean(), splat: fc.boolean() });
  const around = fc.record({ windows: fc.boolean(), head: fc.constantFrom('', '# é 😀\n', 'import os\n\n'), tail: fc.constantFrom('', '\n', '  # end\n') });

  const change = fc.record({ gone: fc.subarray(['a', 'd', 'e', 'h', 'x']), come: fc.subarray(['p', 'q', 'r', 's'], { minLength: 1 }) });

  it('gets some arguments, loses others, and nothing else changes', async () => {
    await fc.assert(fc.asyncProperty(layout, around, change, async ({ items, before, between, end, comma, splat }, { windows, head, tail }, { gone, come }) => {
      const isPositional = (item: string) => /^(u|"a, b")$/.test(item);
      const sorted = [...items.filter(isPositional), ...items.filter((item) => !isPositional(item)), ...(splat ? ['**o'] : [])];
      const inner = `${before}${sorted.join(`,${between}`)}${comma && sorted.length > 0 ? ',' : ''}${end}`;
      const plain = `${head}call = §f(${inner})§${tail}`;
      const text = windows ? plain.replaceAll('\n', '\r\n') : plain;
      const { text: next, edits, because } = await planned(text, { set: Object.fromEntries(come.map((name) => [name, 'yes'])), remove: gone });
      expect(because).toBeUndefined();
      const lostItems = sorted.filter((item) => gone.some((name) => new RegExp(`^${name}\\s*=`).test(item)));
      const kept = sorted.filter((item) => !lostItems.includes(item)).map(normal);
      expect(await argumentsIn(next)).toEqual([...kept, ...come.map((name) => `${name}="yes"`)].sort());
      const range = { start: text.indexOf('§'), end: text.lastIndexOf('§') - 1 };
      for (const edit of edits) expect(edit.range.start >= range.start && edit.range.end <= range.end).toBe(true);
      // The comment behind an argument goes with its line, and no other.
      const lost = commentsIn(text).length - commentsIn(next).length;
      expect(lost).toBeLessThanOrEqual(lostItems.length);
      expect(lost).toBeGreaterThanOrEqual(0);
      if (windows && text.includes('\r\n')) expect(next.replaceAll('\r\n', '')).not.toContain('\n');
      const start = next.indexOf('f(');
      const stop = next.length - (windows ? tail.replaceAll('\n', '\r\n') : tail).length;
      const again = await planned(`${next.slice(0, start)}§${next.slice(start, stop)}§${next.slice(stop)}`, { remove: gone });
      expect(again.because).toBe('the code says so already');
    }), { numRuns: 500 });
  });

  const normal = (item: string): string => item.replace(/\s*=\s*/, '=').replaceAll("'", '"');
  const commentsIn = (text: string): readonly string[] => text.match(/#[^\r\n]*/g) ?? [];

  async function argumentsIn(text: string): Promise<readonly string[]> {
    const parsed = await parsePython(text);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    expect(parsed.document.errors).toEqual([]);
    const statement = parsed.document.body.at(-1);
    const call = statement?.kind === 'assign' ? statement.value : undefined;
    if (call?.kind !== 'call') throw new Error('no call');
    return call.arguments.map(({ range }) => normal(text.slice(range.start, range.end))).sort();
  }
});
