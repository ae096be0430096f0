CREATE TABLE orders (id bigserial, customer bigint, shop text);
CREATE MATERIALIZED VIEW totals AS
  SELECT o.shop, customer AS buyer, count(*) AS n FROM orders o GROUP BY o.shop, 2, lower(o.shop);
