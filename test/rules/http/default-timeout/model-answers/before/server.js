import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const answer = await fetch('https://rates.example', { headers: { accept: 'application/json' } });
  const summary = await fetch('https://api.openai.com/v1/responses', {
    method: 'POST', body: await answer.text(), // all of them
  });
  response.json(await summary.json());
});

site.listen(process.env.PORT);
