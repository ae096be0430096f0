import express from 'express';

const site = express();

site.get('/rates', async (request, response) => {
  const answer = await fetch('https://rates.example', {
    headers: { accept: 'application/json' }, // theirs
  });
  response.json(await answer.json());
});

site.listen(process.env.PORT);
