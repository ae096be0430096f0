import express from 'express';
import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();
const site = express();
site.use(express.json());
site.get('/', (request, response) => response.send('shop'));
site.listen(process.env.PORT);
