import { scanTexts } from './scan-texts.ts';
import type { Report } from '../../src/report.ts';

const API = `import { database } from '../../packages/data/pool.js';
import express from 'express';

const app = express();
app.get('/carts', async (_request, response) => response.json((await database.query('SELECT id FROM carts')).rows));
app.listen(process.env.PORT);
`;
const MANIFEST = (name: string) => JSON.stringify({ name, type: 'module', scripts: { start: 'node main.js' }, dependencies: { express: '5.1.0', pg: '8.16.3' } });

/** Three services of one repository, two of which reach the same pool; the third has one of its own that says the same. */
export const SHARED_CODE: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({ private: true, workspaces: ['apps/*', 'packages/*'] }),
  'packages/data/package.json': JSON.stringify({ name: '@harbour/data', type: 'module', dependencies: { pg: '8.16.3' } }),
  'packages/data/pool.js': `import pg from 'pg';

// One pool for whoever imports it.
export const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });
`,
  ...Object.fromEntries(['api', 'desk'].flatMap((name) => [[`apps/${name}/main.js`, API], [`apps/${name}/package.json`, MANIFEST(name)], [`apps/${name}/railway.json`, '{}']])),
  'apps/shop/main.js': API.replace('../../packages/data/pool.js', './pool.js'),
  'apps/shop/pool.js': `import pg from 'pg';\nexport const database = new pg.Pool({ connectionString: process.env.DATABASE_URL });\n`,
  'apps/shop/package.json': MANIFEST('shop'),
  'apps/shop/railway.json': '{}',
};

/** A scan of them. */
export function scanShared(): Promise<Report> {
  return scanTexts(SHARED_CODE, { version: '0.1.0' });
}
