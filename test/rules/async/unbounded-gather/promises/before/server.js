import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.post('/prices', express.json(), async (request, response) => {
  const found = await Promise.all(request.body.codes.map(async (code) => {
    return price(code);
  }));
  response.json(found);
});

site.listen(process.env.PORT);
