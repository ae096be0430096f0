import express from 'express';

const site = express();

const price = async (code) => {
  const answer = await fetch(`https://prices.example/${code}`);
  return answer.json();
};

site.get('/prices', async (request, response) => {
  const codes = request.query.codes.split(',');
  response.json(await Promise.all(codes.slice(0, 5).map(price)));
});

site.listen(process.env.PORT);
