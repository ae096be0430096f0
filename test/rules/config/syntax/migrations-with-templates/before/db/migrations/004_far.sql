CREATE TABLE far (id UUID PRIMARY KEY DEFAULT gen_random_uuid(), body JSONB);
CREATE INDEX ON far (id);
CREATE INDEX far_body ON far (id) STORING (body);
