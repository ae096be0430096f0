import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.post('/prices', async (request, response) => {
  const found = {};
  for (const code of request.body.codes)
    found[code] = await price(code);
  response.json(found);
});

site.listen(process.env.PORT);
