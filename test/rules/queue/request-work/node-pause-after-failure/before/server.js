import express from 'express';

const quay = express();

async function rates(symbol) {
  for (let attempt = 0; attempt < 12; attempt++) {
    try {
      return await fetch(`https://rates.example/${symbol}`, { signal: AbortSignal.timeout(3_000) });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2_000)); // not always there
    }
  }
}

quay.post('/rates', async (request, response) => {
  response.json(await rates(request.body.symbol));
});

quay.listen(process.env.PORT);
