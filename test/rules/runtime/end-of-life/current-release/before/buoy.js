const Koa = require('koa'); // no version is asked for anywhere

new Koa().listen(process.env.PORT);
