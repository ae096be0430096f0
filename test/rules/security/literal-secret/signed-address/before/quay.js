require('node:http').createServer((request, response) => response.end()).listen(process.env.PORT)
