import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.post('/prices', express.json(), async (request, response) => {
  const asked = [];
  for (const code of request.body.codes) {
    asked.push(price(code));   // one by one
  }
  response.json(await Promise.all(asked));
});

site.listen(process.env.PORT);
