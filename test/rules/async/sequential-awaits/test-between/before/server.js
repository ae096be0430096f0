import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.get('/prices', async (request, response) => {
  const euro = await price('EUR');
  if (!euro.open) return response.sendStatus(404);
  const franc = await price('CHF');
  response.json([euro, franc]);
});

site.post('/all', async (request, response) => {
  for (const code of request.body) await price(code);
  response.end();
});

site.listen(process.env.PORT);
