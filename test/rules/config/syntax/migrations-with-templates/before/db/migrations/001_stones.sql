CREATE TABLE {{ schema }}.stones (id bigserial PRIMARY KEY, weight numeric);
CREATE INDEX ON stones (weight);
ALTER TABLE stones ADD COLUMN colour text;
