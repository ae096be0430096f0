import { describe, expect, it } from 'vitest';
import { parseTypeScript, walk } from '../../src/documents/typescript.ts';

const ACCEPTED = [
  ['a.ts', 'const x: number = <number>y;'], ['a.tsx', 'const x = <b>y</b>;'], ['a.js', 'module.exports = <b/>;'], ['a.js', 'with (a) b;'],
  ['a.cjs', 'return;'], ['a.mjs', 'await x;'], ['a.js', 'import a from "a"; await a;'], ['a.mts', 'export const enum A { B }'],
  ['a.d.ts', 'declare const a: string;'], ['a.ts', ''], ['a.ts', '#!/usr/bin/env node\nx;\r\n'], ['a.ts', '@d class A { @e b = 1 }'],
] as const;

const DEEP = ['[', '(', '{', '!', 'a=', '()=>', 'a?b:', 'if(x)', 'if(x);else ', '<a>', '`${', 'function f(){', 'a:', '1+', 'typeof ', 'new ', '[[]][', 'x<y<'];

describe('parseTypeScript', () => {
  it.each(ACCEPTED)('reads %s: %j', async (path, text) => {
    const parsed = await parseTypeScript(path, text);
    expect(parsed.ok ? undefined : parsed.problem).toBeUndefined();
  });

  it('counts offsets in UTF-16 units', async () => {
    const text = 'const a = "\u{1F600}";\r\nconst bee = 2;';
    const parsed = await parseTypeScript('a.ts', text);
    const names: string[] = [];
    if (parsed.ok) walk(parsed.document, (node) => void (node.type === 'Identifier' && names.push(text.slice(node.start, node.end))));
    expect(names).toEqual(['a', 'bee']);
  });

  it('skips the children of a node when asked to', async () => {
    const parsed = await parseTypeScript('a.ts', 'f(a, g(b)); h(c);');
    const seen: string[] = [];
    if (parsed.ok) {
      walk(parsed.document, (node, parent) => {
        seen.push(`${node.type}<${parent?.type ?? ''}`);
        return node.type === 'CallExpression' ? 'skip' : undefined;
      });
    }
    expect(seen).toEqual([
      'Program<', 'ExpressionStatement<Program', 'CallExpression<ExpressionStatement', 'ExpressionStatement<Program', 'CallExpression<ExpressionStatement',
    ]);
  });

  it('says where the text stops to make sense', async () => {
    const parsed = await parseTypeScript('a.ts', 'const a = 1;\nconst = 2;');
    expect(parsed.ok ? undefined : parsed.problem.range).toEqual({ start: 19, end: 20 });
  });

  it('reports a merge conflict as one', async () => {
    const parsed = await parseTypeScript('a.ts', 'a;\n<<<<<<< HEAD\nb;\n=======\nc;\n>>>>>>> x\n');
    expect(parsed.ok ? undefined : parsed.problem.kind).toBe('conflict-marker');
  });

  it.each(DEEP)('survives 100,000 times %j', async (part) => {
    const parsed = await parseTypeScript('a.tsx', `x=${part.repeat(100_000)}`);
    expect(parsed.ok ? undefined : parsed.problem.message).toBe('nested too deeply');
  });

  it('reads a long file of many short statements', async () => {
    const text = Array.from({ length: 5000 }, (_, index) => `export const a${index} = { b: [f(${index} + 1), i < n ? '<' : '()'] }`).join('\n');
    expect((await parseTypeScript('a.ts', text)).ok).toBe(true);
  });
});
