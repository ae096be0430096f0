CREATE FUNCTION weigh(stone bigint) RETURNS numeric LANGUAGE plpgsql AS $body$
DECLARE total numeric := 0;
BEGIN
  SELECT weight INTO STRICT total FROM stones WHERE id = stone;
  IF total IS NULL THEN RAISE EXCEPTION 'no stone %', stone; END IF;
  RETURN total;
END;
$body$;
DO $$ BEGIN PERFORM weigh(1); EXCEPTION WHEN no_data_found THEN NULL; END $$;
