const express = require('express');
const client = require('prom-client');

const ferry = express(); // departures
client.collectDefaultMetrics();
ferry.get('/metrics', async (request, response) => response.end(await client.register.metrics()));
ferry.listen(process.env.PORT ?? 4417);
