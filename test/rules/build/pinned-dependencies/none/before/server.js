const http = require("node:http");   // nothing else

http.createServer((req, res) => res.end("yes")).listen(process.env.PORT);
