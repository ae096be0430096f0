const http = require("node:http");

http.createServer((request, response) => response.end("orchard")).listen(process.env.PORT || 3919);
