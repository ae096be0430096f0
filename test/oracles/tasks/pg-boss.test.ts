import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeProject } from '../../support/cli.ts';
import { startPostgres, type Postgres } from '../../support/real-postgres.ts';
import { linkModules, run, start, WITHOUT_NODE, WITHOUT_POSTGRES } from '../../support/real-tools.ts';

/** What queue/pgboss-* rest on: pg-boss 10 on a real PostgreSQL. */
const IS_MISSING = WITHOUT_NODE || WITHOUT_POSTGRES;
const HEAD = "import PgBoss from 'pg-boss';\nconst boss = new PgBoss(process.env.DATABASE_URL);\n";

let postgres: Postgres | undefined;
const project = IS_MISSING ? undefined : makeProject({ 'package.json': '{ "type": "module" }\n' });
beforeAll(async () => {
  if (project === undefined) return;
  linkModules(project.root);
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  project?.remove();
});

const environment = () => ({ cwd: project?.root ?? '', env: { ...process.env, DATABASE_URL: postgres?.url ?? '' } });

function written(code: string): string {
  writeFileSync(join(project?.root ?? '', 'program.js'), HEAD + code);
  return 'program.js';
}

test.skipIf(IS_MISSING)('send() to a queue that nobody made gives null, and work() says nothing', async () => {
  const printed = await run(process.execPath, [written(`boss.on('error', console.error);
await boss.start();
await boss.work('nobody-made-it', async ([job]) => console.log('worked', job.id));
console.log('sent', await boss.send('nobody-made-it', { to: 'quay' }));
await boss.createQueue('made');
await boss.createQueue('made');
console.log('made', typeof await boss.send('made', { to: 'quay' }));
process.exit(0);
`)], environment());
  expect(printed).toBe('sent null\nmade string\n');
});

test.skipIf(IS_MISSING)('a handler gets a list, also where it asks for one job at a time', async () => {
  const printed = await run(process.execPath, [written(`boss.on('error', console.error);
await boss.start();
await boss.createQueue('listed');
await boss.send('listed', { to: 'quay' });
await boss.work('listed', async (job) => { console.log(Array.isArray(job), job.length, job.data, job[0].data.to); process.exit(0); });
`)], environment());
  expect(printed).toBe('true 1 undefined quay\n');
});

test.skipIf(IS_MISSING)('an error that nobody listens to ends the process', async () => {
  const program = (listens: string) => written(`${listens}await boss.start();
boss.emit('error', new Error('the connection is lost'));
console.log('alive');
process.exit(0);
`);
  const deaf = start(process.execPath, [program('')], environment());
  expect([await deaf.ended, deaf.printed().includes('alive')]).toEqual([1, false]);
  expect(await run(process.execPath, [program("boss.on('error', () => console.log('heard'));\n")], environment())).toBe('heard\nalive\n');
});
