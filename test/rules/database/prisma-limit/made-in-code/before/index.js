import express from 'express';
import { PrismaClient } from '@prisma/client';

const address = new URL(process.env.DATABASE_URL);
// the engine reads it from here
address.searchParams.set('connection_limit',  '5');
const prisma = new PrismaClient({ datasourceUrl: address.toString() });

const app = express();
app.get('/', async (request, response) => response.json(await prisma.order.count()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
