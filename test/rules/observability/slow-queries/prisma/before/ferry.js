import { PrismaClient } from '@prisma/client';
import express from 'express';

const prisma = new PrismaClient({ log: [{ emit: 'event', level: 'query' }] });
prisma.$on('query', ({ duration, query }) => { if (duration > 200) console.warn(duration, query); });
const app = express();
app.get('/', async (request, response) => response.json(await prisma.tide.findMany({ take: 10 })));
const server = app.listen(process.env.PORT);
process.on('SIGTERM', () => server.close());
