DROP TABLE editions_snapshot;

CREATE MATERIALIZED VIEW editions_snapshot AS
SELECT m.edition_id, count(*) AS moments_total
FROM wallet_holdings h JOIN nft_core_metadata m ON m.nft_id = h.nft_id
GROUP BY m.edition_id;
