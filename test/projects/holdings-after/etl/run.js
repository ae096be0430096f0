import { etlPool } from '../db/etl-pool.js';
import { fetchAll } from './warehouse.js';

export async function runETL(mode, lastSync) {
  for (const row of await fetchAll()) {
    await etlPool.query(
      'INSERT INTO wallet_holdings (wallet_address, nft_id, is_locked, last_event_ts) VALUES ($1, $2, $3, $4)',
      [row.wallet, row.nft, row.locked, row.at],
    );
  }

  // Delete changed wallets first, then UPSERT
  await etlPool.query(`
    DELETE FROM top_wallets_snapshot
    WHERE wallet_address IN (SELECT DISTINCT wallet_address FROM wallet_holdings WHERE last_synced_at > $1)
  `, [lastSync]);

  // Then UPSERT only those wallets
  await etlPool.query(`
    INSERT INTO top_wallets_snapshot (wallet_address, moments_total)
    SELECT wallet_address, count(*) FROM wallet_holdings WHERE last_synced_at > $1 GROUP BY wallet_address
    ON CONFLICT (wallet_address) DO UPDATE SET moments_total = EXCLUDED.moments_total
  `, [lastSync]);

  await etlPool.query(`
    INSERT INTO wallet_summary_snapshot (wallet_address, moments_total, floor_value, asp_value)
    SELECT h.wallet_address, count(*), sum(s.floor_value), avg(s.floor_value)
    FROM wallet_holdings h
    JOIN nft_core_metadata m ON m.nft_id = h.nft_id
    LEFT JOIN edition_price_scrape s ON s.edition_id = m.edition_id
    GROUP BY h.wallet_address
    ON CONFLICT (wallet_address) DO UPDATE
    SET moments_total = EXCLUDED.moments_total, floor_value = EXCLUDED.floor_value, asp_value = EXCLUDED.asp_value
  `);

  // Refresh concurrently (doesn't block reads)
  await etlPool.query('REFRESH MATERIALIZED VIEW CONCURRENTLY editions_snapshot');
}
