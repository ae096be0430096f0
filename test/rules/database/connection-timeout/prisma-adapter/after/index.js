import express from 'express';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';

const adapter = new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 4, connectionTimeoutMillis: 5000 });
const prisma = new PrismaClient({ adapter });

const app = express();
app.get('/', async (request, response) => response.json(await prisma.order.count()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
