const express = require('express');

const app = express();
app.get('/alive', (request, response) => response.send('yes'));
const server = app.listen(process.env.PORT, '::');
process.on('SIGTERM', () => server.close());
