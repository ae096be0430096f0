import { describe, expect, it } from 'vitest';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { absent, declared } from '../../../src/model/fact.ts';
import type { Plain } from '../../../src/model/change.ts';
import { contextOf, factAt, resultOf } from './support.ts';

/** Rewritings of queues, on all layouts that a file may have. */
interface Given {
  readonly path?: string;
  readonly with?: Readonly<Record<string, Plain>>;
  readonly isHandled?: boolean;
}

/** Rewrites at the places between « and »; what is left is code of the language. */
async function rewrite(how: string, marked: string, { path = 'app.js', with: values = {}, isHandled = false }: Given = {}): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const [first, ...rest] = [...marked.matchAll(/«([^»]*)»/g)].map(([, part = '']) => factAt(path, text, part));
  if (first === undefined) throw new Error('no place is marked');
  const handlers = isHandled ? declared('web.shutdownHandlers', [declared('handler', 'process.on', { path, text }, { start: 0, end: 0 })], { path, text }, { start: 0, end: 0 }) : absent('web.shutdownHandlers');
  const context = contextOf({ [path]: text }, { facts: { 'web.shutdownHandlers': handlers } });
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [first, ...rest], with: values }, context);
  if (planned === undefined) throw new Error(`nothing is called ${how}`);
  const result = resultOf(planned, context, path);
  if (planned.ok) expect((await parseTypeScript(path, result)).ok, result).toBe(true);
  return result;
}

type Row = readonly [name: string, before: string, after: string, given?: Given];
const rows = (...all: readonly Row[]) => all.map(([name, before, after, given = {}]) => [name, before, after, given] as const);

describe('create-queue', () => {
  it.each(rows(
    ['makes the queue after start', "await boss.start(); // tables\nawait «boss.work('a', f)»;\n", "await boss.start(); // tables\nawait boss.createQueue('a');\nawait boss.work('a', f);\n"],
    ['keeps Windows line ends, tabs and the missing semicolon', "async function go() {\r\n\tawait boss.start()\r\n\tawait «boss.work(\"a\", f)»\r\n}\r\n", "async function go() {\r\n\tawait boss.start()\r\n\tawait boss.createQueue(\"a\")\r\n\tawait boss.work(\"a\", f)\r\n}\r\n"],
    ['has no last line end', "await boss.start();\nawait «boss.work('a', f)»;", "await boss.start();\nawait boss.createQueue('a');\nawait boss.work('a', f);"],
    ['makes it before the call where another file starts', "export async function go(boss) {\n  const id = await «boss.work(name, f)»;\n  return id;\n}\n", "export async function go(boss) {\n  await boss.createQueue(name);\n  const id = await boss.work(name, f);\n  return id;\n}\n"],
    ['makes it before the call where the name is not there yet', "await boss.start();\nconst name = read();\nawait «boss.work(name, f)»;\n", "await boss.start();\nconst name = read();\nawait boss.createQueue(name);\nawait boss.work(name, f);\n"],
    ['knows a member', "await this_.boss.start();\nawait «this_.boss.work('a', f)»;\n", "await this_.boss.start();\nawait this_.boss.createQueue('a');\nawait this_.boss.work('a', f);\n"],
    ['refuses what nobody waits for', "«boss.work('a', f)»;\n", 'refused: nothing waits for it, and the queue has to be there first'],
    ['refuses a boss without a name', "await «make().work('a', f)»;\n", 'refused: the object that it is called on has no name'],
    ['refuses where the start shares its line', "await boss.start(); await «boss.work('a', f)»;\n", 'refused: its start shares its line with other code'],
  ))('%s', async (_name, before, after, given) => {
    expect(await rewrite('create-queue', before, given)).toBe(after);
  });
});

describe('destructure-job', () => {
  it.each(rows(
    ['takes a bare parameter apart', "boss.work('a', async «job» => job.data);\n", "boss.work('a', async ([job]) => job.data);\n"],
    ['takes one in brackets apart', "boss.work('a', async («job») => job.data)", "boss.work('a', async ([job]) => job.data)"],
    ['makes a type one of a list', 'async function work(«job: Job<Data>») {}\n', 'async function work([job]: Job<Data>[]) {}\n', { path: 'app.ts' }],
    ['refuses another type', 'async function work(«job: Job | Old») {}\n', 'refused: its type is written in a way that leaves no place for a list', { path: 'app.ts' }],
    ['refuses a default', 'async function work(«job» = {}) {}\n', 'refused: the parameter is written in another way'],
  ))('%s', async (_name, before, after, given) => {
    expect(await rewrite('destructure-job', before, given)).toBe(after);
  });
});

const NAMED: Given = { with: { name: 'PgBoss' } };

describe('named-import', () => {
  it.each(rows(
    ['names an import', "«import PgBoss from 'pg-boss';» // queue\r\n", "import { PgBoss } from 'pg-boss'; // queue\r\n", NAMED],
    ['keeps another name', '«import Boss from "pg-boss"»', 'import { PgBoss as Boss } from "pg-boss"', NAMED],
    ['keeps braces without blanks', "import {a} from 'a';\n«import PgBoss from 'pg-boss';»\n", "import {a} from 'a';\nimport {PgBoss} from 'pg-boss';\n", NAMED],
    ['takes a require apart', "«const Boss = require('pg-boss');»\n", "const { PgBoss: Boss } = require('pg-boss');\n", NAMED],
    ['refuses names beside it', "«import PgBoss, { states } from 'pg-boss';»\n", 'refused: it is imported in another way', NAMED],
    ['refuses a namespace of types', "«import PgBoss from 'pg-boss';»\nlet job: PgBoss.Job;\n", 'refused: PgBoss.Job is a type that has another name now', { ...NAMED, path: 'app.ts' }],
  ))('%s', async (_name, before, after, given) => {
    expect(await rewrite('named-import', before, given)).toBe(after);
  });
});

describe('handle-event', () => {
  const [error, failed]: readonly [Given, Given] = [{ with: { event: 'error' } }, { with: { event: 'failed' } }];
  it.each(rows(
    ['listens below what is made', "const boss = «new PgBoss('x')»; // ten\nboss.start();\n", "const boss = new PgBoss('x'); // ten\nboss.on('error', (error) => console.error(error));\nboss.start();\n", error],
    ['keeps line ends, tabs and quotes', 'function go() {\r\n\tconst worker = «new Worker("a", f)»\r\n}\r\n', 'function go() {\r\n\tconst worker = new Worker("a", f)\r\n\tworker.on("failed", (job, error) => console.error("job failed", job?.name, job?.id, error))\r\n}\r\n', failed],
    ['has no last line end', "const boss = «new PgBoss(url)»;", "const boss = new PgBoss(url);\nboss.on(\"error\", (error) => console.error(error));", error],
    ['listens to a property', "class A {\n  constructor() {\n    this.boss = «new PgBoss('x')»;\n  }\n}\n", "class A {\n  constructor() {\n    this.boss = new PgBoss('x');\n    this.boss.on('error', (error) => console.error(error));\n  }\n}\n", error],
    ['refuses what has no name', "start(«new PgBoss('x')»);\n", 'refused: what is made has no name of its own', error],
    ['refuses a shared line', "const boss = «new PgBoss('x')»; boss.start();\n", 'refused: it shares its line with other code', error],
  ))('%s', async (_name, before, after, given) => {
    expect(await rewrite('handle-event', before, given)).toBe(after);
  });
});

describe('close-workers', () => {
  const close: Given = { with: { method: 'close' } };
  it.each(rows(
    ['closes a worker', "const worker = «new Worker('a', f)»; // one\nstart();\n", "const worker = new Worker('a', f); // one\n\nprocess.on('SIGTERM', async () => {\n  await worker.close(); // jobs that run are finished\n  process.exit(0);\n});\nstart();\n", close],
    ['closes several with tabs and Windows line ends', "function go() {\r\n\tconst a = «new Worker('a', f)»\r\n\tconst b = «new Worker('b', f)»\r\n}\r\n", "function go() {\r\n\tconst a = new Worker('a', f)\r\n\tconst b = new Worker('b', f)\r\n\r\n\tprocess.on('SIGTERM', async () => {\r\n\t\tawait Promise.all([a.close(), b.close()]) // jobs that run are finished\r\n\t\tprocess.exit(0)\r\n\t})\r\n}\r\n", close],
    ['has no last line end', "const boss = «new PgBoss('x')»;", "const boss = new PgBoss('x');\n\nprocess.on('SIGTERM', async () => {\n  await boss.stop(); // jobs that run are finished\n  process.exit(0);\n});", { with: { method: 'stop' } }],
    ['refuses a worker in a list', "const all = [«new Worker('a', f)»];\n", 'refused: a worker has no name of its own', close],
    ['refuses workers of several places', "const a = «new Worker('a', f)»;\nfunction go() {\n  const b = «new Worker('b', f)»;\n}\n", 'refused: the workers are made in several places', close],
    ['refuses where the signal is handled', "const a = «new Worker('a', f)»;\n", 'refused: the program handles the signal already', { ...close, isHandled: true }],
  ))('%s', async (_name, before, after, given) => {
    expect(await rewrite('close-workers', before, given)).toBe(after);
  });
});
