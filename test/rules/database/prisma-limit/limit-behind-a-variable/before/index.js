import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient({ datasourceUrl: process.env.DATABASE_URL + '?connection_limit=5' });

const app = express();
app.get('/', async (request, response) => response.json(await prisma.order.count()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
