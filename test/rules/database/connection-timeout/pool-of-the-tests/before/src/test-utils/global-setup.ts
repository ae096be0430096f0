import { Pool } from "pg";

export default async function setup() {
  const pool = new Pool({ host: "localhost", port: 55_432 });
  await pool.query("CREATE SCHEMA IF NOT EXISTS trial");
  await pool.end();
}
