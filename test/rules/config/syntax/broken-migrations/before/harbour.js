const http = require("node:http");
const { Pool } = require("pg");

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 7 });

http.createServer(async (request, response) => response.end(JSON.stringify((await pool.query("SELECT 1")).rows))).listen(process.env.PORT || 3918);
