import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.post('/prices', async (request, response) => {
  response.json(await Promise.all(request.body.map(price)));
});

site.listen(process.env.PORT);
