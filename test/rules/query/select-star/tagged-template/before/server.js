import express from 'express';
import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL);
const app = express();
app.get('/', async (req, res) => {
  res.json(await sql`select * from orders where id = ${req.query.id}`);
});
app.listen(process.env.PORT);
