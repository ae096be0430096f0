import express from 'express';
import { getCached, setCached } from './cache.js';
import { pool } from './db/pool.js';
import './etl/jobs.js';

const app = express();

app.get('/health', (request, response) => {
  response.json({ status: 'ok' });
});

app.get('/wallets/:address/summary', async (request, response) => {
  const { address } = request.params;
  let summary = getCached(address);
  if (summary === null) {
    const { rows } = await pool.query('SELECT * FROM wallet_summary_snapshot WHERE wallet_address = $1', [address]);
    summary = rows[0];
    setCached(address, summary);
  }
  response.json(summary);
});

app.get('/wallets/top', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM top_wallets_snapshot ORDER BY moments_total DESC LIMIT 100');
  response.json(rows);
});

app.listen(process.env.PORT || 10000, '0.0.0.0');
