import express from 'express';
import { PrismaClient } from '@prisma/client';

export const prisma = new PrismaClient({ datasources: { db: { url: `${process.env.DATABASE_URL}?schema=shop&connection_limit=25` } } });
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
