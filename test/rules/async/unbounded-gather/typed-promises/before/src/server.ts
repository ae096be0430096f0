import express from 'express';

const site = express();

type Price = { code: string };

async function price(code: string): Promise<Price> {
  const answer = await fetch(`https://prices.example/${code}`, { signal: AbortSignal.timeout(3000) });
  return await answer.json() as Price;
}

site.post('/prices', async (request, response) => {
  const codes: string[] = request.body;
  response.json(await Promise.all(codes.map(price)));
});
site.listen(process.env.PORT);