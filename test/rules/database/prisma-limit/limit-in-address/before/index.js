import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient({ datasourceUrl: 'postgresql://shop@db:5432/shop?connection_limit=5&pool_timeout=10' });

const app = express();
app.get('/', async (request, response) => response.json(await prisma.order.count()));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
