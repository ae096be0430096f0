import express from 'express';
import { PrismaClient } from '@prisma/client';

export const prisma = new PrismaClient({ datasourceUrl: 'postgresql://shop@db:5432/shop?connection_limit=8' });
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
