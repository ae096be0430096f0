import express from 'express';

const app = express();
app.get('/', (request, response) => response.json({}));

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
