const { createServer } = require("node:http");
const { register } = require("prom-client");

// what serves visitors is chosen at the start
require(process.env.KIOSK_PROGRAM);

createServer(async (request, response) => response.end(await register.metrics())).listen(9464);
