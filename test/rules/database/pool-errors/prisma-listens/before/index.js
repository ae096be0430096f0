import express from 'express';
import { Pool } from 'pg';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 5, connectionTimeoutMillis: 5000 });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });

const app = express();
app.get('/', async (request, response) => response.json(await prisma.order.count()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
