require("odd-server").serve();
