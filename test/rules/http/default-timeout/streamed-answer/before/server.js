import express from 'express';

const site = express();

site.get('/words', async (request, response) => {
  const answer = await fetch('https://words.example', {
    method: 'POST', body: JSON.stringify({ model: 'small', stream: true }),
  });
  for await (const part of answer.body) response.write(part);
  response.end();
});

site.listen(process.env.PORT);
