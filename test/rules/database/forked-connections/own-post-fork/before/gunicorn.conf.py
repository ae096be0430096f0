# of the harbour
workers = 2
preload_app = True


def post_fork(server, worker):
    server.log.info("a worker")
