import { expect, it } from 'vitest';
import { parsePython } from '../../src/documents/python.ts';
import type { PythonExpression, PythonStatement } from '../../src/documents/python-tree.ts';

/** An expression in a form that fits a table: `call(f, 1, k=2)`. */
function show(node: PythonExpression | undefined): string {
  if (node === undefined) return '-';
  switch (node.kind) {
    case 'string': return JSON.stringify(node.value);
    case 'number': case 'boolean': return String(node.value);
    case 'none': return 'None';
    case 'name': return node.name;
    case 'attribute': return `${show(node.object)}.${node.name}`;
    case 'subscript': return `${show(node.object)}[${show(node.index)}]`;
    case 'call': {
      const list = node.arguments.map((each) => `${each.splat}${each.name === undefined ? '' : `${each.name}=`}${show(each.value)}`);
      return `${show(node.callee)}(${list.join(', ')})`;
    }
    case 'list': case 'tuple': case 'set': return `${node.kind}(${node.items.map(show).join(', ')})`;
    case 'dict': return `dict(${node.entries.map((entry) => `${show(entry.key)}: ${show(entry.value)}`).join(', ')})`;
    case 'fstring': return `f(${node.parts.map(show).join(', ')})`;
    case 'binary': return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case 'unary': return `(${node.operator} ${show(node.value)})`;
    case 'conditional': return `(${show(node.then)} if ${show(node.test)} else ${show(node.otherwise)})`;
    case 'await': return `await ${show(node.value)}`;
    case 'lambda': return `lambda ${show(node.body)}`;
    case 'other': return `other(${node.parts.map(show).join(', ')})`;
  }
}

/** A statement in a form that fits a table; blocks in braces. */
function print(node: PythonStatement): string {
  const block = (body: readonly PythonStatement[]) => `{${body.map(print).join('; ')}}`;
  const mark = (async: boolean) => (async ? 'async ' : '');
  switch (node.kind) {
    case 'import': return `import ${node.names.map((each) => `${each.name}>${each.alias ?? ''}`).join(' ')}`;
    case 'import-from':
      return `from ${node.level}:${node.module} ${node.star ? '*' : node.names.map((each) => `${each.name}>${each.alias ?? ''}`).join(' ')}`;
    case 'assign': {
      const note = node.annotation === undefined ? '' : `:${show(node.annotation)}`;
      return `${node.targets.map(show).join('=')}${note} ${node.operator} ${show(node.value)}`;
    }
    case 'expression': return show(node.value);
    case 'function': {
      const list = node.parameters.map((each) => `${each.splat}${each.name}:${show(each.annotation)}=${show(each.default)}`);
      return `${node.decorators.map((each) => `@${show(each)} `).join('')}${mark(node.async)}def ${node.name}(${list.join(', ')})${block(node.body)}`;
    }
    case 'class': {
      const header = [...node.bases.map(show), ...node.keywords.map((each) => `${each.name}=${show(each.value)}`)];
      return `${node.decorators.map((each) => `@${show(each)} `).join('')}class ${node.name}(${header.join(', ')})${block(node.body)}`;
    }
    case 'if': return `if ${show(node.test)} ${block(node.body)} ${block(node.otherwise)}`;
    case 'loop': return `${mark(node.async)}loop ${node.header.map(show).join(' in ')} ${block(node.body)}`;
    case 'with': return `${mark(node.async)}with ${node.items.map((each) => `${show(each.value)}>${each.name ?? ''}`).join(' ')} ${block(node.body)}`;
    case 'try': return `try ${block(node.body)} ${node.handlers.map(block).join(' ')} ${block(node.otherwise)} ${block(node.finally)}`;
    case 'match': return `match ${show(node.subject)} ${node.cases.map(block).join(' ')}`;
    case 'global': return `global ${node.names.join(' ')}`;
    case 'return': case 'raise': return `${node.kind} ${show(node.value)}`;
    case 'other': return `other ${node.parts.map(show).join(' ')}`;
  }
}

it.each([
  ['import a.b as c, d', 'import a.b>c d>'],
  ['from x import y as z, w', 'from 0:x y>z w>'],
  ['from ..m.n import (a,\n  b as c,)', 'from 2:m.n a> b>c'],
  ['from . import x', 'from 1: x>'],
  ['from q import *', 'from 0:q *'],
  ['from __future__ import annotations', 'from 0:__future__ annotations>'],
  ['x = y = 3', 'x=y = 3'],
  ['x: int = 3', 'x:int = 3'],
  ['x: str', 'x:str = -'],
  ['x += 1', 'x += 1'],
  ['a, *b = [1, *c, 0x1F, 1_000, 1.5, -1]', 'tuple(a, other(b)) = list(1, other(c), 31, 1000, 1.5, (- 1))'],
  ['x = 0777; y = 10L; z = 2j', 'x = 511; y = 10; z = other()'],
  [String.raw`s = "a" 'b\n' r"\d" b"\x41"`, String.raw`s = "ab\n\\dA"`],
  [String.raw`s = "\u00e9\N{DASH}\q\0"`, String.raw`s = "é\\N{DASH}\\q\u0000"`],
  ['s = """a\\\nb\n"c" """', 's = "ab\\n\\"c\\" "'],
  ['s = f"a{b!r:>{w}}{{c}}" "d"', 's = f("a", b, "{c}", "d")'],
  ['s = f"plain"', 's = "plain"'],
  ['s = f"{a["k"]}"', 's = f(a["k"])'],
  ['d = {"a": 1, **o, b: [i for i in y if i]}', 'd = dict("a": 1, -: o, b: other(i, other(i, y), other(i)))'],
  ['f(1, *a, k=2, **o)', 'f(1, *a, k=2, **o)'],
  ['f(x for x in y)', 'f(other(x, other(x, y)))'],
  ['a.b.c()[1].d', 'a.b.c()[1].d'],
  ['a[1, 2]', 'a[tuple(1, 2)]'],
  ['not a and b or c', '(((not a) and b) or c)'],
  ['a == b < c not in d', '(((a == b) < c) not in d)'],
  ['x = a if b else c', 'x = (a if b else c)'],
  ['x = (yield y)', 'x = other(y)'],
  ['f(lambda q: q + 1)', 'f(lambda (q + 1))'],
  ['{1, 2}; (1,); None; True; ...', 'set(1, 2); tuple(1); None; true; other()'],
  ['if a: b\nelif c: d\nelse: e', 'if a {b} {if c {d} {e}}'],
  ['async def f(a, /, b: int = 3, *args, c, **kw): await g()',
    'async def f(a:-=-, b:int=3, *args:-=-, c:-=-, **kw:-=-){await g()}'],
  ['@app.get("/x")\n@dec\ndef f(): return', '@app.get("/x") @dec def f(){return -}'],
  ['@dec\nclass A(B, metaclass=M):\n  x = 1', '@dec class A(B, metaclass=M){x = 1}'],
  ['class A: "doc"', 'class A(){"doc"}'],
  ['for i, j in f(): g()\nelse: h()', 'loop tuple(i, j) in f() {g(); h()}'],
  ['while True: g()', 'loop true {g()}'],
  ['async def f():\n async with a() as b, c(): d\n async for x in y: z',
    'async def f(){async with a()>b c()> {d}; async loop x in y {z}}'],
  ['with (open(a) as b, open(c) as d): e', 'with open(a)>b open(c)>d {e}'],
  ['try: a\nexcept E as e: b\nexcept: c\nelse: d\nfinally: e', 'try {a} {b} {c} {d} {e}'],
  ['try: a\nexcept E, e: b', 'try {a} {b} {} {}'],
  ['match x:\n case {"a": 1}: f()\n case _: g()', 'match x {f()} {g()}'],
  ['print "a" % b\nexec "c"', 'other ("a" % b); other "c"'],
  ['global x, y\nassert z, "s"', 'global x y; other z "s"'],
  ['x = 1 # comment\n# another\ny = 2', 'x = 1; y = 2'],
  ['if (n := f()) > 2: pass', 'if (other(n, f()) > 2) {other } {}'],
])('reads %j', async (text, expected) => {
  const parsed = await parsePython(text);
  expect(parsed.ok && parsed.document.body.map(print).join('; ')).toBe(expected);
});

it.each([
  ['astral characters', 's = "😀"; f(k=12)'],
  ['CRLF', 's = 1\r\nf(k=12)\r\n'],
  ['a byte order mark', '\uFEFFs = 1\nf(k=12)'],
])('gives UTF-16 ranges with %s', async (_name, text) => {
  const parsed = await parsePython(text);
  const call = parsed.ok ? parsed.document.body.at(-1) : undefined;
  const value = call?.kind === 'expression' && call.value.kind === 'call' ? call.value.arguments[0]?.value.range : undefined;
  expect(value && text.slice(value.start, value.end)).toBe('12');
});

it('keeps what stands around a conflict marker and says where it is', async () => {
  const parsed = await parsePython('a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> other\nc = 4\n');
  expect(parsed.ok && parsed.document.errors.length > 0).toBe(true);
  const printed = parsed.ok ? parsed.document.body.map(print) : [];
  expect(printed).toEqual(expect.arrayContaining(['a = 1', 'c = 4']));
});

it.each(['\u0000\u0001\u0002', '<?xml version="1.0"?>)))', '}}}}'])('does not throw on %j', async (text) => {
  await expect(parsePython(text)).resolves.toBeDefined();
});

it.each([
  ['brackets', `${'['.repeat(100_000)}`],
  ['parentheses', `${'('.repeat(100_000)}1${')'.repeat(100_000)}`],
  ['calls', 'f('.repeat(50_000)],
  ['sums', `x = ${'a + '.repeat(50_000)}a`],
  ['elif branches', `if a: pass\n${'elif a: pass\n'.repeat(5_000)}`],
  ['assignments', `${'x = '.repeat(50_000)}1`],
])('survives deep %s', async (_name, text) => {
  const parsed = await parsePython(text);
  expect(parsed.ok ? parsed.document.body.map(print).length : 1).toBeGreaterThan(0);
});

it('lists comments, wherever they stand', async () => {
  const text = '# a\nx = f(\n  1,  # b #\n) # c\r\ny = "# no"';
  const parsed = await parsePython(text);
  expect(parsed.ok && parsed.document.comments.map(({ start, end }) => text.slice(start, end))).toEqual(['# a', '# b #', '# c']);
});
