import express from 'express';
import { PrismaClient } from '@prisma/client';

export const prisma = new PrismaClient();
const site = express();
site.get('/alive', (request, response) => response.json({ ok: true }));
site.listen(process.env.PORT);
