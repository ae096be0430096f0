const http = require("node:http");

http.createServer((request, response) => response.end("quarry")).listen(process.env.PORT || 3920);
