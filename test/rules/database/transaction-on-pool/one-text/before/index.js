import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

const app = express();
app.post('/reset', async (request, response) => {
  await pool.query('BEGIN; DELETE FROM carts; DELETE FROM visits; COMMIT;');
  response.sendStatus(204);
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
