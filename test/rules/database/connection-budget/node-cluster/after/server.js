import cluster from 'node:cluster';
import express from 'express';
import pg from 'pg';

const processes = Number(process.env.WEB_CONCURRENCY ?? 6);   // the machine has eight

if (cluster.isPrimary) {
  for (let index = 0; index < processes; index += 1) cluster.fork();
  cluster.on('exit', () => cluster.fork());
} else {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 3 });
  const site = express();
  site.get('/alive', async (request, response) => response.json(await pool.query('select 1')));
  site.listen(process.env.PORT);
}
