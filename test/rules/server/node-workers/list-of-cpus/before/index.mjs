import { cpus } from "os";
import cluster from "cluster";

if (cluster.isPrimary) cpus().forEach(() => cluster.fork());
else await import("./till.js");
