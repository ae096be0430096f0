import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.get('/prices', async (request, response) => {
  const euro = await price('EUR'); // ours
  const franc = await price('CHF');
  response.json([euro, franc]);
});

site.listen(process.env.PORT);
