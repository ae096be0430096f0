import pg from 'pg';

export const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
// a copy in the same region
export const replica = new pg.Pool({ connectionString: process.env.READ_REPLICA_URL, max: 5 });
