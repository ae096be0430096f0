const cluster = require("node:cluster");
const os = require("node:os");

if (cluster.isPrimary) {
  const count = Number(process.env.WEB_CONCURRENCY) || os.cpus().length; // one for each
  for (let index = 0; index < count; index += 1) cluster.fork();
} else {
  require("./till.js");
}
