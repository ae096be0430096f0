import { PrismaClient } from '@prisma/client';
import express from 'express';

const prisma = new PrismaClient();
const app = express();

// the wanted size first, then the others
app.get('/next/:size', async (request, response) => {
  const order = (() => {
    if (request.params.size === 'small') {
      return ['small', 'medium', 'large'];
    }
    return ['large', 'medium', 'small'];
  })();
  for (const size of order) {
    const parcels = await prisma.parcel.findMany({ where: { size }, take: 20 });
    if (parcels.length > 0) return response.json(parcels);
  }
  response.json([]);
});

app.listen(process.env.PORT, '0.0.0.0');
