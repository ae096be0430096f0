import express from 'express';
import pino from 'pino';

const log = pino();  // one line each
const ferry = express();
ferry.get('/', (request, response) => { log.info('seen'); response.send('ok'); });
ferry.listen(process.env.PORT);
