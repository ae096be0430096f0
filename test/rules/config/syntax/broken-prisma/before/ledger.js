const http = require("node:http");

http.createServer((request, response) => response.end("ledger")).listen(process.env.PORT || 3917);
