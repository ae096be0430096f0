import express from 'express';
import { DataSource } from 'typeorm';

export const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, poolSize: 5, extra: { max: 30, keepAlive: true } });
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
