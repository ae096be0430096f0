import express from 'express';
import postgres from 'postgres';

// from another tool
export const sql = postgres('postgres://shop:secret@db.internal/shop?connection_limit=4&sslmode=require');

const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
