ALTER TABLE orders ADD PARTITIONS 3;
SELECT jsonb_build_object();
