require('node:http').createServer((request, response) => response.end('warm')).listen(process.env.PORT);
