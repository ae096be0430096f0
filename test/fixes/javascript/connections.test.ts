import { describe, expect, it } from 'vitest';
import { JAVASCRIPT_REWRITINGS } from '../../../src/fixes/javascript/rewritings.ts';
import { parseTypeScript } from '../../../src/documents/typescript.ts';
import { contextOf, factAt, resultOf } from './support.ts';

/** Rewrites at the place that stands between « and »; what it leaves can be parsed. */
async function rewrite(how: string, marked: string, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const text = marked.replace(/[«»]/g, '');
  const part = /«([^»]*)»/.exec(marked)?.[1] ?? '';
  const context = contextOf({ 'app.ts': text });
  const planned = await JAVASCRIPT_REWRITINGS[how]?.({ kind: 'rewrite', how, at: [factAt('app.ts', text, part)], with: given }, context);
  if (planned === undefined) throw new Error(`nothing is called ${how}`);
  const result = resultOf(planned, context, 'app.ts');
  if (planned.ok) expect((await parseTypeScript('app.ts', result)).ok, result).toBe(true);
  return result;
}

const WORDS = { what: 'database connection failed' };

describe('log-errors', () => {
  it.each([
    ['listens below a declaration with types, and keeps CRLF', 'import pg from "pg";\r\n\r\nconst pool: pg.Pool = «new pg.Pool({ max: 3 })» as pg.Pool; // one\r\nexport default pool;',
      'import pg from "pg";\r\n\r\nconst pool: pg.Pool = new pg.Pool({ max: 3 }) as pg.Pool; // one\r\npool.on("error", (error) => {\r\n  console.error("database connection failed", error);\r\n});\r\nexport default pool;'],
    ['listens where the file ends without a line end', "const pool = globalThis.pool ?? «new Pool()»", 'const pool = globalThis.pool ?? new Pool()\npool.on("error", (error) => {\n  console.error("database connection failed", error)\n})'],
    ['takes the indentation of a block', 'function open() {\n\tpool = «new Pool()»;\n\treturn pool;\n}\n', 'function open() {\n\tpool = new Pool();\n\tpool.on("error", (error) => {\n\t\tconsole.error("database connection failed", error);\n\t});\n\treturn pool;\n}\n'],
    ['refuses what nobody keeps', 'use(«new Pool()»);\n', 'refused: it is not kept in a variable of its own'],
    ['refuses what is taken apart', 'const { query } = «new Pool()»;\n', 'refused: it is not kept in a variable of its own'],
    ['refuses what a function returns', 'const open = () => «new Pool()»;\n', 'refused: it is not kept in a variable of its own'],
  ])('%s', async (_name, before, after) => {
    expect(await rewrite('log-errors', before, WORDS)).toBe(after);
  });
});

describe('release-connection', () => {
  it.each([
    ['keeps comments, empty lines and CRLF', "async function f() {\r\n    const c = await «pool.connect()»;\r\n    // first\r\n    await c.query('a');\r\n\r\n    await c.query('b'); // last\r\n}\r\n",
      "async function f() {\r\n    const c = await pool.connect();\r\n    try {\r\n        // first\r\n        await c.query('a');\r\n\r\n        await c.query('b'); // last\r\n    } finally {\r\n        c.release();\r\n    }\r\n}\r\n"],
    ['puts it into a finally that is there', "async function f() {\n\tconst c = await «pool.connect()»\n\ttry {\n\t\tawait c.query('a')\n\t} finally {\n\t\tdone()\n\t}\n}\n",
      "async function f() {\n\tconst c = await pool.connect()\n\ttry {\n\t\tawait c.query('a')\n\t} finally {\n\t\tdone()\n\t\tc.release()\n\t}\n}\n"],
    ['refuses a text of several lines, which would change', "async function f() {\n  const c = await «pool.connect()»;\n  await c.query(`\n    SELECT 1\n  `);\n}\n", 'refused: a text of several lines in it would change with its indentation'],
    ['refuses where it is given back on some ways', "async function f(a) {\n  const c = await «pool.connect()»;\n  if (a) {\n    c.release();\n    return;\n  }\n  await c.query('a');\n}\n", 'refused: c is given back in several places'],
    ['refuses statements that share a line', "async function f() { const c = await «pool.connect()»; await c.query('a'); }\n", 'refused: the statements around it share their lines'],
  ])('%s', async (_name, before, after) => {
    expect(await rewrite('release-connection', before)).toBe(after);
  });
});

describe('own-connection', () => {
  it.each([
    ['takes another name where client means something', "async function f(client) {\n  await «db.pool.query('BEGIN')»;\n  await db.pool.query('DELETE FROM a');\n  await db.pool.query('COMMIT');\n}\n",
      "async function f(client) {\n  const connection = await db.pool.connect();\n  try {\n    await connection.query('BEGIN');\n    await connection.query('DELETE FROM a');\n    await connection.query('COMMIT');\n  } catch (error) {\n    await connection.query('ROLLBACK');\n    throw error;\n  } finally {\n    connection.release();\n  }\n}\n"],
    ['refuses a try that takes nothing back', "async function f() {\n  try {\n    await «pool.query('BEGIN')»;\n    await pool.query('COMMIT');\n  } catch (error) {\n    log(error);\n  }\n}\n", 'refused: the try around it takes nothing back when something throws'],
    ['refuses where an inner function asks the pool', "async function f(all) {\n  await «pool.query('BEGIN')»;\n  await Promise.all(all.map((each) => pool.query('a', [each])));\n  await pool.query('COMMIT');\n}\n", 'refused: an inner function asks the pool too'],
    ['refuses at the top of a file', "await «pool.query('BEGIN')»;\nawait pool.query('COMMIT');\n", 'refused: it does not stand in a function'],
  ])('%s', async (_name, before, after) => {
    expect(await rewrite('own-connection', before)).toBe(after);
  });
});
