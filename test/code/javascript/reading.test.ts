import { describe, expect, it } from 'vitest';
import { valueOf } from '../../../src/model/fact.ts';
import { isComplete, printRoutes, readProject } from './support.ts';

const LISTENING = "import express from 'express';\nimport { start } from './start.js';\nconst app = express();\napp.get('/health', (req, res) => res.end());\nstart(app);\n";

describe('what is parsed', () => {
  it('is what the program loads and a reader needs, behind files that only pass names on', async () => {
    const { parsed, facts } = await readProject({
      'index.js': "import { pool } from './db/index.js';\nimport { add } from './sums.js';\nimport { listen } from './listen.js';\nlisten(pool, add);\n",
      'db/index.js': "export * from './pool.js';\n",
      'db/pool.js': "import { Pool } from 'pg';\nexport const pool = new Pool({ max: 4 });\n",
      'sums.js': 'export const add = (a, b) => a + b;\n',
      'listen.js': "import http from 'http';\nexport const listen = () => http.createServer().listen(3000);\n",
      'unused.js': "import { Pool } from 'pg';\nexport const pool = new Pool();\n",
    }, 'index.js');
    expect(parsed).not.toContain('sums.js');
    expect(parsed).not.toContain('unused.js');
    expect(valueOf(facts['database.pools'])?.map(({ maximum }) => valueOf(maximum))).toEqual([4]);
  });

  it('leaves code of browsers out, and what only that code loads', async () => {
    const { parsed } = await readProject({
      'next.config.js': 'module.exports = {};\n',
      'app/api/users/route.ts': "import { db } from '../../../lib/db';\nexport async function GET() { return Response.json(await db.user.findMany()); }\n",
      'app/page.tsx': "import { Chart } from '../components/chart';\nexport default function Page() { return <Chart />; }\n",
      'components/chart.tsx': "'use client';\nimport axios from 'axios';\nimport { poll } from '../lib/poll';\nexport const Chart = () => { poll(axios); return null; };\n",
      'lib/poll.ts': 'export const poll = (get: unknown) => setInterval(() => get, 1000);\n',
      'lib/db.ts': "import { PrismaClient } from '@prisma/client';\nexport const db = new PrismaClient();\n",
    }, undefined);
    expect(parsed).toEqual(['app/api/users/route.ts', 'lib/db.ts', 'next.config.js']);
  });

  it('takes in the callers of a function that opens connections', async () => {
    const { facts } = await readProject({
      'index.js': "import express from 'express';\nimport { answer } from './answer.js';\nconst app = express();\napp.get('/', answer);\napp.listen(3000);\n",
      'answer.js': "import { connect } from './connect.js';\nexport const answer = (req, res) => { connect(); res.end(); };\n",
      'connect.js': "import { Pool } from 'pg';\nexport function connect() { return new Pool(); }\n",
    }, 'index.js');
    expect(valueOf(facts['database.pools'])?.map(({ scope }) => scope)).toEqual(['request']);
  });

  it('takes names of types for what they are', async () => {
    const { parsed } = await readProject({
      'index.ts': LISTENING,
      'start.ts': "import type { Express } from 'express';\nimport type { Shape } from './shape.js';\nexport const start = (app: Express) => app.listen(3000);\nexport type { Shape };\n",
      'shape.ts': "import { Pool } from 'pg';\nexport interface Shape { pool: Pool }\n",
    }, 'index.ts');
    expect(parsed).toEqual(['index.ts', 'start.ts']);
  });
});

describe('more code than a scan reads', () => {
  const filler = (index: number): string => `import { Pool } from 'pg';\nexport const pool${index} = [${'"some text of a list", '.repeat(8000)}];\n`;
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`part${index}.js`, filler(index)]));
  const names = Array.from({ length: 30 }, (_, index) => `import './part${index}.js';\n`).join('');

  it('is a problem, leaves routes incomplete, and says of what was not found that it cannot be told', async () => {
    const { facts, problems } = await readProject({ ...many, 'index.js': `${names}${LISTENING}`, 'start.js': 'export const start = (app) => app.listen(3000);\n' }, 'index.js');
    expect(problems.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([expect.stringMatching(/^too-large: not read, like \d+ other files, because there is more JavaScript here than a scan reads$/)]);
    expect(printRoutes(facts)).toEqual(['GET /health']);
    expect(isComplete(facts)).toBe(false);
    expect(facts['redis.clients']).toMatchObject({ state: 'unresolved', reason: 'there is more JavaScript here than a scan reads' });
  });
});
