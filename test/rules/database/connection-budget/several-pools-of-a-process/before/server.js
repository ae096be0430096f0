import express from 'express';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';

const connectionString = process.env.DATABASE_URL;
export const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 12 }) });
export const reports = new pg.Pool({ connectionString, max: 4 });
export const boss = new PgBoss(connectionString);
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
