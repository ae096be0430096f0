import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/model/fact.ts';
import { declared } from '../../../src/model/fact.ts';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { patchedFiles } from '../../../src/fixes/patched.ts';
import { filesOf } from '../../support/files.ts';

/** What a rewriting makes of a file at a piece of its text, or why it is refused. */
async function result(text: string, how: string, at: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const files = filesOf({ 'shop.js': text });
  const start = text.indexOf(at);
  const fact: Evidence = declared('query', at, { path: 'shop.js', text }, { start, end: start + at.length });
  const service = { name: 'shop', root: '', facts: {}, overrides: [], files: files.paths, problems: [] };
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [fact], with: values }, { files, service, services: [service], asOf: '2026-11-22', template: () => undefined });
  if (planned === undefined || !planned.ok) return String(planned?.because);
  const patched = patchedFiles(planned.changes, files);
  if ('because' in patched) throw new Error(String(patched.because));
  return (patched as ReadonlyMap<string, { text: string } | undefined>).get('shop.js')?.text ?? '';
}

const LOOP = 'async function keep(rows) {\n  for (const row of rows) {\n    await prisma.line.create({ data: { title: row.title } });\n  }\n}\n';
const CREATE = 'prisma.line.create({ data: { title: row.title } })';
const MADE = 'async function keep(rows) {\n  await prisma.line.createMany({ data: Array.from(rows, (row) => ({ title: row.title })) });\n}\n';

it.each([
  ['a loop', LOOP, MADE],
  ['CRLF', LOOP.replaceAll('\n', '\r\n'), MADE.replaceAll('\n', '\r\n')],
  ['tabs, no last newline', LOOP.replaceAll('  ', '\t').trimEnd(), MADE.replaceAll('  ', '\t').trimEnd()],
  ['no semicolons', LOOP.replace(';', ''), MADE.replace(';', '')],
  ['no braces', LOOP.replace('rows) {\n    await', 'rows) await').replace('rows) {\n  for', 'rows) {\n  for').replace('\n  }\n}', '\n}'), MADE],
  ['a comment', LOOP.replace('    await', '    // one\n    await'), 'a comment in the loop would be lost'],
  ['more', LOOP.replace('    await', '    count += 1;\n    await'), 'the loop does more than create a row'],
  ['a spread', LOOP.replaceAll('{ title: row.title }', '{ ...row }'), 'a row may bring others with it, which createMany() cannot'],
  ['a selection', LOOP.replaceAll('title } }', 'title }, select: { id: true } }'), 'its data is not written there, or more than data is'],
])('creates all rows at once: %s', async (_name, text, expected) => {
  const at = /prisma\.line\.create\(.*\)/.exec(text)?.[0] ?? CREATE;
  expect(await result(text, 'create-many', at)).toBe(expected);
});

const UPDATE = (value: string): string => `await prisma.wallet.update({ where: { id }, data: { balance: ${value} } });\n`;
const SQL = (text: string, values: string): string => `await pool.query(${text}, [${values}]);\n`;

it.each([
  ['Prisma', UPDATE('wallet.balance + amount'), 'wallet.balance + amount', UPDATE('{ increment: amount }')],
  ['Prisma, less', UPDATE('Number(wallet.balance) - (fee + tax)'), 'Number(wallet.balance) - (fee + tax)', UPDATE('{ decrement: (fee + tax) }')],
  ['Prisma, a name', UPDATE('next'), 'next', 'the new value has a name, and may be used elsewhere'],
  ['Prisma, a default', UPDATE('(wallet.balance ?? 0) + amount'), '(wallet.balance ?? 0) + amount', 'a default stands in for a missing value, which the database would have to do too'],
  ['SQL', SQL("'UPDATE w SET note = $3, balance = $1 WHERE id = $2'", 'wallet.balance - amount, id, note'), 'wallet.balance - amount', SQL("'UPDATE w SET note = $3, balance = balance - $1 WHERE id = $2'", 'amount, id, note')],
  ['SQL in a template', SQL('`UPDATE w SET "balance"=$1 WHERE id = $2`', 'wallet.balance + 1, id'), 'wallet.balance + 1', SQL('`UPDATE w SET "balance"="balance" + $1 WHERE id = $2`', '1, id')],
  ['SQL, a parameter twice', SQL("'UPDATE w SET balance = $1 WHERE balance < $1'", 'wallet.balance + 1'), 'wallet.balance + 1', 'balance is not set to a parameter of its own'],
  ['SQL of a name', SQL('statement', 'wallet.balance + 1'), 'wallet.balance + 1', 'the statement does not stand beside its parameters'],
  ['another library', 'await db.update(t).set({ balance: wallet.balance + 1 });\n', 'wallet.balance + 1', 'its library has no value of this kind that we can write'],
])('lets the database add: %s', async (_name, text, at, expected) => {
  expect(await result(text, 'atomic-change', at, { field: 'balance' })).toBe(expected);
  const windows = await result(`\r\n\t// first\r\n${text.trimEnd()}`, 'atomic-change', at, { field: 'balance' });
  expect(windows).toBe(expected.startsWith('await') ? `\r\n\t// first\r\n${expected.trimEnd()}` : expected);
});
