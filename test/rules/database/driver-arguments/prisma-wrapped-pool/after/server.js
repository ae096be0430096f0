import express from 'express';
import pg from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

// as a guide showed it
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL,   max: 4 });
export const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
