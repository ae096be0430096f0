import express from 'express';
import helmet from 'helmet';

const app = express();
app.use(helmet());
app.get('/', (request, response) => response.render('home'));
app.listen(process.env.PORT);
