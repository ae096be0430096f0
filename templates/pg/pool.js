import pg from "pg";

// One pool for each process. The database sees processes x max connections.
export const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: {{ poolSize }},
  connectionTimeoutMillis: 5_000,
});

// Without a listener, an idle connection that the database closes would end the process.
pool.on("error", (error) => console.error("a database connection was lost:", error.message));
