import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const answer = await fetch('https://rates.example', { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(10000) });
  const summary = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST', body: await answer.text(), // all of them
    signal: AbortSignal.timeout(120000),
  });
  response.json(await summary.json());
});

site.listen(process.env.PORT);
