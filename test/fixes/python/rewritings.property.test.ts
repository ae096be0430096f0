import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePython } from '../../../src/documents/python.ts';
import type { PythonModule } from '../../../src/documents/python-tree.ts';
import { everyExpression } from '../../../src/code/python/walk.ts';
import { ASKED, rewritten, type Asked } from './rewriting.ts';

/** A program by its lines: `>` for each level of indentation, `|` before a line that belongs to the one above it. */
const PROGRAMS: readonly (readonly [string, Asked, readonly string[]])[] = [
  ['a client in a with statement', ASKED.client, [
    'import httpx', 'from fastapi import FastAPI', '', 'site = FastAPI()', '', '', '@site.get("/rates")', 'async def rates(code: str = "EUR"):',
    '>"""Latest rates."""', '>async with httpx.AsyncClient(timeout=3) as client:', '>>first = await client.get(f"https://rates.example/{code}")', '>>if first.is_error:', '>>>return {"note": """', '|  kept', '|"""}',
    '>>for each in first.json():', '>>>await client.post("https://rates.example/more", json=each)', '>return {"ok": True}',
  ]],
  ['clients of two functions', ASKED.client, [
    'import httpx', 'from fastapi import FastAPI', 'site = FastAPI()', '', '', '@site.get("/a")', 'def one():', '>client = httpx.Client(', '|>>timeout=3,', '|>)', '>try:', '>>return client.get("https://a.example").json()', '>finally:', '>>client.close()',
    '', '', '@site.get("/b")', 'def two():', '>with httpx.Client() as client:', '>>answer = client.get("https://b.example",', '|                    params={"a": 1})', '>return answer.json()',
  ]],
  ['an engine', ASKED.engine, [
    'import os', '', 'from fastapi import FastAPI', 'from sqlalchemy import create_engine, text', '', 'site = FastAPI()', '', '', '@site.get("/orders")', 'def orders():',
    '>engine = create_engine(os.environ["DATABASE_URL"], pool_size=3)', '', '>try:', '>>with engine.connect() as connection:', '>>>total = connection.execute(text("select 1")).scalar()', '>>if total:', '>>>return total', '>finally:', '>>engine.dispose()', '>return 0',
  ]],
  ['a session in a lifespan', ASKED.client, [
    'import aiohttp', 'from fastapi import FastAPI', '', 'site = FastAPI(title="shop")', '', '', '@site.get("/rates/{code}")', 'async def rates(code: str):', '>async with aiohttp.ClientSession() as session:', '>>async with session.get(f"https://rates.example/{code}") as answer:', '>>>return await answer.json()',
  ]],
  ['a sleep', ASKED.blocking, [
    'import time', 'from fastapi import FastAPI', '', 'site = FastAPI()', '', '', '@site.get("/nap")', 'async def nap(seconds: float = 1):', '>for each in range(3):', '>>if each:', '>>>time.sleep(seconds)', '>return {"slept": seconds}',
  ]],
  ['a handler that awaits nothing', ASKED.blocking, [
    'import requests', 'from fastapi import FastAPI', '', 'site = FastAPI()', '', '', '@site.get("/rates")', 'async def rates(code: str = "EUR",', '|                day: int = 1):', '>answer = requests.get(f"https://rates.example/{code}", timeout=3)', '>return answer.json()',
  ]],
  ['a call for a thread', ASKED.blocking, [
    'import requests', 'from fastapi import FastAPI, Request', '', 'site = FastAPI()', '', '', '@site.post("/rates")', 'async def rates(request: Request):', '>body = await request.json()', '>answer = requests.post(', '|>>"https://rates.example",', '|>>json=body,', '|>)',
    '>return [answer.json(), requests.get("https://rates.example", headers={"a": "b"}, timeout=3).json()]',
  ]],
  ['hosts', ASKED.hosts, [
    'from fastapi import FastAPI', 'from starlette.middleware.trustedhost import TrustedHostMiddleware', '', 'site = FastAPI()', 'site.add_middleware(', '|>TrustedHostMiddleware,', '|>allowed_hosts=[', "|>>'shop.example',", "|>>'www.shop.example',", '|>],', '|)',
  ]],
  ['debug mode', ASKED.debug, ['from flask import Flask', '', 'site = Flask(__name__)', 'site.debug = True', '', '', '@site.get("/alive")', 'def alive():', '>return "yes"']],
];

interface Layout {
  readonly unit: string;
  readonly newline: string;
  readonly isEnded: boolean;
  /** By line: 0 leaves it, 1 gives it a comment, 2 puts a comment above it, 3 a blank line. */
  readonly noise: readonly number[];
}

const LAYOUT: fc.Arbitrary<Layout> = fc.record({
  unit: fc.constantFrom('    ', '  ', '\t'), newline: fc.constantFrom('\n', '\r\n'), isEnded: fc.boolean(),
  noise: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { minLength: 40, maxLength: 40 }),
});

function laidOut(lines: readonly string[], { unit, newline, isEnded, noise }: Layout): string {
  const result: string[] = [];
  for (const [index, line] of lines.entries()) {
    const kind = line.startsWith('|') || line === '' ? 0 : noise[index];
    const [, marks = '', code = ''] = /^\|?(>*)([^]*)$/.exec(line) ?? [];
    const indent = unit.repeat(marks.length);
    const goesOn = lines[index + 1]?.startsWith('|') === true;
    if (kind === 2) result.push(`${indent}# above ${index} ü😀`);
    if (kind === 3) result.push('');
    result.push(`${indent}${code}${kind === 1 && !goesOn ? `  # behind ${index}` : ''}`);
  }
  return `${result.join(newline)}${isEnded ? newline : ''}`;
}

async function treeOf(text: string): Promise<PythonModule> {
  const parsed = await parsePython(text);
  if (!parsed.ok) throw new Error(`${parsed.problem.message}:\n${text}`);
  return parsed.document;
}

const stringsOf = (tree: PythonModule): readonly string[] => [...everyExpression(tree.body)].flatMap((each) => (each.kind === 'string' ? [each.value.replaceAll('\r\n', '\n')] : []));
const commentsOf = (tree: PythonModule, text: string): readonly string[] => tree.comments.map(({ start, end }) => text.slice(start, end));

/** What a module says, without where: its statements in the order of their words, for imports may stand in several places; one with a comment stays. */
function meaningOf(tree: PythonModule): readonly string[] {
  const asText = (value: unknown): string => JSON.stringify(value, (key, inner: unknown) => {
    if (/(^range|Range|brackets|clause)$/.test(key)) return undefined;
    return typeof inner === 'string' ? inner.replaceAll('\r\n', '\n') : inner;
  });
  return tree.body.map(asText).filter((text) => !text.includes('"names":[{"name":"time"}]')).sort();
}

it.each(PROGRAMS)('keeps what is no part of it: %s', async (_name, asked, lines) => {
  const plain = await rewritten({ 'shop.py': laidOut(lines, { unit: '    ', newline: '\n', isEnded: true, noise: [] }) }, asked);
  const meaning = meaningOf(await treeOf((plain as Readonly<Record<string, string>>)['shop.py'] ?? ''));
  await fc.assert(fc.asyncProperty(LAYOUT, async (layout) => {
    const before = laidOut(lines, layout);
    const result = await rewritten({ 'shop.py': before }, asked);
    expect(result, before).not.toHaveProperty('because');
    const after = (result as Readonly<Record<string, string>>)['shop.py'] ?? '';
    const [old, tree] = [await treeOf(before), await treeOf(after)];
    expect(old.errors, before).toEqual([]);
    expect(tree.errors, after).toEqual([]);
    expect(meaningOf(tree), after).toEqual(meaning);
    // The comment of a statement that goes with its block may go along: `engine.dispose()  # last`.
    const gone = commentsOf(old, before).filter((comment) => !commentsOf(tree, after).includes(comment));
    expect(gone.every((comment) => isBesideGone(before, comment)), `${gone.join()}\n${after}`).toBe(true);
    for (const text of stringsOf(old)) expect(stringsOf(tree), after).toContain(text);
    expect(after.endsWith('\n')).toBe(before.endsWith('\n'));
    expect(after.replaceAll('\r\n', '').includes(layout.newline === '\r\n' ? '\n' : '\r'), after).toBe(false);
    if (layout.unit === '\t') expect(after.split('\n').filter((line, index, all) => /^ +\S/.test(line) && !before.includes(line) && all[index] !== undefined && !/^\s{6,}/.test(line)), after).toEqual([]);
    expect(await rewritten({ 'shop.py': after }, asked), after).toBeUndefined();
  }), { numRuns: 60 });
});

/** True for a comment of a line that a rewriting takes out, or that stands directly above one. */
function isBesideGone(text: string, comment: string): boolean {
  const lines = text.split(/\r?\n/);
  const index = lines.findIndex((line) => line.includes(comment));
  const own = (lines[index] ?? '').trim().startsWith('#') ? (lines.slice(index + 1).find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '') : (lines[index] ?? '');
  return /\.(close|dispose|aclose)\(\)|^\s*(try|finally):|^import time/.test(own);
}
