import express from 'express';
import { drizzle } from 'drizzle-orm/node-postgres';
import { posts } from './schema.js';

const db = drizzle(process.env.DATABASE_URL);
const app = express();
app.get('/', async (request, response) => response.json(await db.select().from(posts)));
app.listen(process.env.PORT);
