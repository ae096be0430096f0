import { pool } from '../db/pool.js';
import { fetchAll } from './warehouse.js';

export async function runETL() {
  for (const row of await fetchAll()) {
    await pool.query(
      'INSERT INTO wallet_holdings (wallet_address, nft_id, is_locked, last_event_ts) VALUES ($1, $2, $3, $4)',
      [row.wallet, row.nft, row.locked, row.at],
    );
  }

  await pool.query('TRUNCATE top_wallets_snapshot');
  await pool.query(`
    INSERT INTO top_wallets_snapshot (wallet_address, moments_total)
    SELECT wallet_address, count(*) FROM wallet_holdings GROUP BY wallet_address
  `);

  await pool.query('TRUNCATE editions_snapshot');
  await pool.query(`
    INSERT INTO editions_snapshot (edition_id, moments_total)
    SELECT m.edition_id, count(*) FROM wallet_holdings h JOIN nft_core_metadata m ON m.nft_id = h.nft_id GROUP BY m.edition_id
  `);
}
