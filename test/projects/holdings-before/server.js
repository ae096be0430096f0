import express from 'express';
import { pool } from './db/pool.js';
import { runETL } from './etl/run.js';

const app = express();

app.get('/health', (request, response) => {
  response.json({ status: 'ok' });
});

app.get('/wallets/:address/summary', async (request, response) => {
  const { rows } = await pool.query(`
    SELECT p.display_name, count(*) AS moments_total, sum(s.floor_value) AS floor_value
    FROM wallet_holdings h
    JOIN wallet_profiles p ON p.wallet_address = h.wallet_address
    JOIN nft_core_metadata m ON m.nft_id = h.nft_id
    LEFT JOIN edition_price_scrape s ON s.edition_id = m.edition_id
    WHERE h.wallet_address = $1
    GROUP BY p.display_name
  `, [request.params.address]);
  response.json(rows[0]);
});

app.get('/wallets/top', async (request, response) => {
  const { rows } = await pool.query('SELECT * FROM top_wallets_snapshot ORDER BY moments_total DESC LIMIT 100');
  response.json(rows);
});

setInterval(() => runETL().catch((error) => console.error(error)), 6 * 60 * 60 * 1000);

app.listen(process.env.PORT || 10000, '0.0.0.0');
