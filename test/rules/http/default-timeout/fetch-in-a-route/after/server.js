import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const answer = await fetch('https://rates.example', {
    headers: { accept: 'application/json' }, // theirs
    signal: AbortSignal.timeout(10000),
  });
  response.json(await answer.json());
});

site.listen(process.env.PORT);
