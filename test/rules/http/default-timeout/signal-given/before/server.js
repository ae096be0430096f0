import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const answer = await fetch('https://rates.example', { signal: AbortSignal.timeout(2_000) });
  response.json(await answer.json());
});

site.listen(process.env.PORT);
