import express from 'express';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL, {
  max: 4,
  prepare: false
});

const app = express();
app.get('/', async (request, response) => response.json(await sql`SELECT 1`));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
