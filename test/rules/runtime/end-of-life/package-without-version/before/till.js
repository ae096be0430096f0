require("node:http").createServer((request, response) => response.end("open")).listen(process.env.PORT);
