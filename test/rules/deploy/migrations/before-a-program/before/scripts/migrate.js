console.log("done");   // nothing yet
